package dev.pgmigrate.command;

import dev.pgmigrate.config.ApplicationSettings;
import dev.pgmigrate.config.PersistenceUnit;
import dev.pgmigrate.config.SettingsPlaces;
import dev.pgmigrate.draft.WarningLevels;
import dev.pgmigrate.entity.EntityInput;
import dev.pgmigrate.fingerprint.Ingredients;
import dev.pgmigrate.fingerprint.Surroundings;
import dev.pgmigrate.kept.LiveIngredients;
import dev.pgmigrate.kept.ShadowIngredients;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.thread.BackgroundTask;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All that a {@code revision} which finds nothing to write is made of, and a {@code verify} without
 * a database. The message, the instant and the source of ids make only what is written.
 */
final class RevisionIngredients {
  private final Project project;
  private final Ingredients ingredients = new Ingredients();

  private RevisionIngredients(Project project) {
    this.project = project;
  }

  /** Collects them, as they are now. */
  static Ingredients of(RevisionCommand.Input input, WarningLevels levels) {
    return of(input.project())
        .add("migrate.warnings", levels.byId().toString())
        .add("migrate.split", "" + input.split())
        .add("migrate.head", input.place().head())
        .add("migrate.branchLabel", input.place().labels())
        .add("migrate.dependsOn", input.place().dependsOn());
  }

  /** Those that belong to the project, whatever its goal makes of them. */
  static Ingredients of(Project project) {
    return new RevisionIngredients(project).collect();
  }

  private Ingredients collect() {
    Ingredients ofDatabase = new Ingredients();
    // Its answer and the files are waited for at the same time.
    BackgroundTask<Integer> live =
        BackgroundTask.start("migrate-live", () -> LiveIngredients.addTo(ofDatabase, project));
    try {
      parameters();
      ingredients.place(project.migrations()).place(project.schemaFiles());
      entities();
      Surroundings.addTo(ingredients);
    } finally {
      live.await();
    }
    ShadowIngredients.addTo(ingredients, project, live.get());
    return ingredients.addAll(ofDatabase);
  }

  private void parameters() {
    ingredients
        .add(
            "the folders",
            project.root().toString(),
            project.migrations().toString(),
            project.schemaFiles().toString(),
            project.work().toString())
        .add("migrate.schema", DefaultNamespace.name(), project.target().historySchema())
        .add("migrate.online", "" + project.online())
        .add("migrate.include and migrate.exclude", project.filters().toString());
  }

  private void entities() {
    EntityInput entities = project.entities();
    if (entities == null) {
      ingredients.add("the entities", (String) null);
      return;
    }
    Set<Path> places = new LinkedHashSet<>(entities.classPath());
    places.addAll(entities.scanned());
    places.addAll(PersistenceUnit.namedJars(entities.scanned()));
    SettingsPlaces settings = entities.settings();
    ingredients
        .places("the class path", List.copyOf(places))
        .add("the places of entities", entities.scanned().stream().map(Path::toString).toList())
        .add(
            "the jars that may be stale",
            project.staleSources().stream().map(Path::toString).sorted().toList())
        .secret("hibernateProperties", entities.properties())
        .add("migrate.persistenceUnit", entities.persistenceUnit())
        .add("migrate.validation", "" + entities.strictValidation())
        .add("migrate.profiles", settings.profiles())
        .secret("the application's settings", ApplicationSettings.read(settings).everything())
        .secret("the properties of the command line", Surroundings.lasting(settings.variables()));
  }
}

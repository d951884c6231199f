package dev.pgmigrate.drift;

import dev.pgmigrate.fingerprint.Ingredients;
import dev.pgmigrate.fingerprint.Surroundings;
import dev.pgmigrate.kept.KeptResult;
import dev.pgmigrate.kept.LiveIngredients;
import dev.pgmigrate.kept.ShadowIngredients;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.sql.DefaultNamespace;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Remembers that a database was what its revisions make, by all that this was found from: its
 * catalog and its journals, the files of the revisions, the servers that executed them. As long as
 * all of it is the same, it still is, and no server has to be started to say so. Drift is never
 * kept: whoever sees it wants to see it go.
 */
public final class KeptDrift {
  private static final String FOLDER = "kept-drift";

  private final Project project;
  private final KeptResult kept;
  private final @Nullable Ingredients before;
  private final boolean holds;

  /**
   * Asks the database and the files.
   *
   * @param wanted whether anybody wants to know of drift
   * @param debug hears, in one line each, what was taken or why nothing was
   */
  public KeptDrift(Project project, boolean wanted, Consumer<String> debug) {
    this.project = project;
    this.kept = new KeptResult(project, FOLDER, this::ingredients, debug);
    this.before = wanted ? kept.ingredients().orElse(null) : null;
    this.holds =
        before != null && kept.find(before, "a comparison that found no drift").isPresent();
  }

  /** Whether it is known that there is no drift. */
  public boolean holds() {
    return holds;
  }

  /** Keeps what was found, if that is no drift, and if nothing changed meanwhile. */
  public DriftSearch keep(DriftSearch found, History history) {
    Ingredients made = before;
    if (made != null && found.unknown() == null && found.drift().isEmpty()) {
      kept.keep(
          made,
          all -> all,
          () ->
              history.graph().revisions().stream()
                  .map(Revision::up)
                  .flatMap(List::stream)
                  .flatMap(step -> step.statements().stream()),
          List.of());
    }
    return found;
  }

  private Ingredients ingredients() {
    Ingredients ingredients = new Ingredients();
    int major = LiveIngredients.addTo(ingredients, project);
    if (major == 0) {
      ingredients.refuse("no database is configured, or it cannot be read");
    }
    ingredients
        .add("the folders", project.root().toString(), project.migrations().toString())
        .add("migrate.schema", DefaultNamespace.name(), project.target().historySchema())
        .add("migrate.include and migrate.exclude", project.filters().toString())
        .place(project.migrations());
    Surroundings.addTo(ingredients);
    ShadowIngredients.addTo(ingredients, project, major);
    return ingredients;
  }
}

package dev.pgmigrate.drift;

import dev.pgmigrate.fingerprint.Ingredients;
import dev.pgmigrate.fingerprint.KeptRuns;
import dev.pgmigrate.fingerprint.Surroundings;
import dev.pgmigrate.kept.LiveIngredients;
import dev.pgmigrate.kept.Repeatable;
import dev.pgmigrate.kept.ShadowIngredients;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.sql.DefaultNamespace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
  private final KeptRuns runs;
  private final Consumer<String> debug;
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
    this.runs = new KeptRuns(project.work().resolve(FOLDER));
    this.debug = debug;
    this.before = wanted ? ingredients().orElse(null) : null;
    this.holds = before != null && runs.find(before).isPresent();
    if (before != null) {
      debug.accept(
          holds
              ? "Nothing changed since a comparison that found no drift: taken from "
                  + project.show(project.work().resolve(FOLDER))
              : "Drift is looked for: " + runs.difference(before).orElse("no comparison was kept"));
    }
  }

  /** Whether it is known that there is no drift. */
  public boolean holds() {
    return holds;
  }

  /** Keeps what was found, if that is no drift, and if nothing changed meanwhile. */
  public DriftSearch keep(DriftSearch found, History history) {
    Ingredients made = before;
    if (made == null || found.unknown() != null || !found.drift().isEmpty()) {
      return found;
    }
    try {
      Optional<String> obstacle =
          Repeatable.obstacle(
              history.graph().revisions().stream()
                  .map(Revision::up)
                  .flatMap(List::stream)
                  .flatMap(step -> step.statements().stream()));
      if (obstacle.isPresent()) {
        debug.accept("Not kept: executed again, this may make something else: " + obstacle.get());
      } else if (ingredients().filter(made::equals).isPresent()) {
        runs.keep(made, List.of());
      } else {
        debug.accept("Not kept: something changed while it ran");
      }
    } catch (IOException | RuntimeException e) {
      // The comparison itself is done.
      debug.accept("Not kept: " + e.getMessage());
    }
    return found;
  }

  /** Empty where they cannot be known. Whatever is wrong, the run itself says it better. */
  private Optional<Ingredients> ingredients() {
    try {
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
      ingredients.refusal().ifPresent(why -> debug.accept("Nothing is kept: " + why));
      return ingredients.refusal().isPresent() ? Optional.empty() : Optional.of(ingredients);
    } catch (RuntimeException e) {
      debug.accept("Nothing is kept: " + e.getMessage());
      return Optional.empty();
    }
  }
}

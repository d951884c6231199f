package dev.pgmigrate.command;

import dev.pgmigrate.fingerprint.Ingredients;
import dev.pgmigrate.fingerprint.KeptLine;
import dev.pgmigrate.fingerprint.KeptRuns;
import dev.pgmigrate.kept.Repeatable;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.project.GitBase;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.verify.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the result of a {@code verify} without errors and warnings, under the digest of all its
 * inputs and of the files that it wrote. The next run with the same inputs and files prints one
 * line, and one for each check that was not possible: it loads no class of the project and starts
 * no server.
 *
 * <p>With a database nothing is kept, because others change a live database.
 */
public final class KeptVerdict {
  private static final String FOLDER = "kept-verdict";

  private final VerifyCommand.Input input;
  private final Severity failOn;
  private final List<Path> files;
  private final KeptRuns runs;
  private final Consumer<String> debug;
  private @Nullable Ingredients before;

  /**
   * Of one run.
   *
   * @param files that the run writes, whatever it finds
   * @param debug gets one line that says what was reused, or why nothing was
   */
  public KeptVerdict(
      VerifyCommand.Input input, Severity failOn, List<Path> files, Consumer<String> debug) {
    this.input = input;
    this.failOn = failOn;
    this.files = List.copyOf(files);
    this.runs = new KeptRuns(input.project().work().resolve(FOLDER));
    this.debug = debug;
  }

  /** The lines of an earlier run with the same inputs; empty if this run must be made. */
  public Optional<List<KeptLine>> said() {
    Optional<Ingredients> found = ingredients();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    before = found.get();
    Ingredients now = withFiles(found.get());
    Optional<List<KeptLine>> lines = runs.find(now);
    if (lines.isEmpty()) {
      debug.accept(
          runs.difference(now)
              .map(why -> "Not taken from an earlier run: " + why)
              .orElse("Not taken from an earlier run: none was kept"));
    }
    return lines;
  }

  /**
   * Keeps the run that was made instead, after its files are written, if it has no errors and
   * warnings and no input changed meanwhile.
   *
   * @param lines what the next run prints instead of all lines of this one
   */
  public void keep(Verdict verdict, List<KeptLine> lines) {
    Ingredients made = before;
    if (made == null || verdict.failsOn(Severity.WARNING)) {
      return;
    }
    try {
      // Before the ingredients are taken again: so it is what they say that is judged.
      Optional<String> obstacle = Repeatable.obstacle(KeptRevision.statements(input.project()));
      Optional<Ingredients> after = ingredients();
      if (after.isEmpty() || !after.get().equals(made)) {
        debug.accept("Not kept: something changed while it ran");
      } else if (obstacle.isPresent()) {
        debug.accept("Not kept: executed again, this may make something else: " + obstacle.get());
      } else {
        runs.keep(withFiles(made), lines);
      }
    } catch (IOException | RuntimeException e) {
      // The run itself is done: somebody saves a file at this moment.
      debug.accept("Not kept: " + e.getMessage());
    }
  }

  private Ingredients withFiles(Ingredients made) {
    return new Ingredients().addAll(made).places("the files of the verdict", files);
  }

  /** Empty where they cannot be known. Whatever is wrong, the run itself says it better. */
  private Optional<Ingredients> ingredients() {
    try {
      Project project = input.project();
      Ingredients ingredients =
          RevisionIngredients.of(project)
              .add("migrate.failOn", failOn.name())
              .add("migrate.rules", new TreeMap<>(input.levels().byId()).toString())
              .add("migrate.base", input.base())
              .add("migrate.drift and migrate.shadowRole", input.production().toString())
              .add("what Git has", GitBase.of(project, input.base()).state());
      if (project.target().configured() != null) {
        ingredients.refuse("a database is configured");
      }
      ingredients.refusal().ifPresent(why -> debug.accept("Nothing is kept: " + why));
      return ingredients.refusal().isPresent() ? Optional.empty() : Optional.of(ingredients);
    } catch (RuntimeException e) {
      debug.accept("Nothing is kept: " + e.getMessage());
      return Optional.empty();
    }
  }
}

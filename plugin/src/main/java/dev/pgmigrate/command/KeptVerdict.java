package dev.pgmigrate.command;

import dev.pgmigrate.fingerprint.Ingredients;
import dev.pgmigrate.fingerprint.KeptLine;
import dev.pgmigrate.kept.KeptResult;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.project.GitBase;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.verify.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the result of a {@code verify} without errors and warnings, under the digest of all its
 * inputs and of the files that it wrote. The next run with the same inputs and files prints one
 * line, and one for each check that was not possible: it loads no class of the project and starts
 * no server.
 *
 * <p>With a database nothing is kept, because others change a live database.
 */
@API(status = API.Status.INTERNAL)
public final class KeptVerdict {
  private static final String FOLDER = "kept-verdict";

  private final VerifyCommand.Input input;
  private final Severity failOn;
  private final List<Path> files;
  private final KeptResult kept;
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
    this.kept = new KeptResult(input.project(), FOLDER, this::ingredients, debug);
  }

  /** The lines of an earlier run with the same inputs; empty if this run must be made. */
  public Optional<List<KeptLine>> said() {
    before = kept.ingredients().orElse(null);
    return before == null
        ? Optional.empty()
        : kept.find(withFiles(before), "a run that found nothing above a note");
  }

  /**
   * Keeps the run that was made instead, after its files are written, if it has no errors and
   * warnings and no input changed meanwhile.
   *
   * @param lines what the next run prints instead of all lines of this one
   */
  public void keep(Verdict verdict, List<KeptLine> lines) {
    Ingredients made = before;
    if (made != null && !verdict.failsOn(Severity.WARNING)) {
      kept.keep(made, this::withFiles, () -> KeptRevision.statements(input.project()), lines);
    }
  }

  private Ingredients withFiles(Ingredients made) {
    return new Ingredients().addAll(made).places("the files of the verdict", files);
  }

  private Ingredients ingredients() {
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
    return ingredients;
  }
}

package dev.pgmigrate.command;

import dev.pgmigrate.draft.WarningLevels;
import dev.pgmigrate.drift.LiveComparison;
import dev.pgmigrate.fingerprint.Ingredients;
import dev.pgmigrate.fingerprint.KeptLine;
import dev.pgmigrate.kept.KeptResult;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.SqlScripts;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the printed lines of a {@code revision} that had nothing to write and nothing to ask, under
 * the digest of all its inputs. The next run with the same inputs prints the same lines and ends:
 * it loads no class of the project and starts no server.
 *
 * <p>The kept results are below the project's {@code target} and belong to that project only.
 */
@API(status = API.Status.INTERNAL)
public final class KeptRevision {
  private static final String FOLDER = "kept";

  private final RevisionCommand.Input input;
  private final KeptResult kept;
  private @Nullable Ingredients before;

  /**
   * Of one run.
   *
   * @param debug gets one line that says what was reused, or why nothing was
   */
  public KeptRevision(RevisionCommand.Input input, WarningLevels levels, Consumer<String> debug) {
    this.input = input;
    this.kept =
        new KeptResult(input.project(), FOLDER, () -> RevisionIngredients.of(input, levels), debug);
  }

  /** The printed lines of an earlier run with the same inputs; empty if this run must be made. */
  public Optional<List<KeptLine>> printed() {
    if (!canBeKept()) {
      return Optional.empty();
    }
    before = kept.ingredients().orElse(null);
    return before == null ? Optional.empty() : kept.find(before, "a run that found no changes");
  }

  /**
   * Keeps the run that was made instead, if it wrote nothing, asked nothing and had no problem, and
   * if no input changed meanwhile.
   */
  public void keep(RevisionCommand.Result result, List<KeptLine> lines) {
    Ingredients made = before;
    if (made != null && foundNothing(result)) {
      kept.keep(made, all -> all, () -> statements(input.project()), lines);
    }
  }

  private boolean canBeKept() {
    return !input.empty()
        && !input.currentIsDatabase()
        && input.rename() == null
        && input.drop() == null
        && input.widen() == null;
  }

  private static boolean foundNothing(RevisionCommand.Result result) {
    LiveComparison live = result.live();
    return result.files().isEmpty()
        && result.changes().isEmpty()
        && result.questions().isEmpty()
        && (live == null || live.problem() == null);
  }

  /** All that a project has executed on throw-away databases. */
  static Stream<Statement> statements(Project project) {
    Stream<Statement> history =
        History.read(project).graph().revisions().stream()
            .map(Revision::up)
            .flatMap(List::stream)
            .flatMap(step -> step.statements().stream());
    return Stream.concat(
        history,
        SqlScripts.read(project.schemaFiles()).stream()
            .flatMap(script -> script.statements().stream()));
  }
}

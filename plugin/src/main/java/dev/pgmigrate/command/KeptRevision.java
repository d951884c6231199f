package dev.pgmigrate.command;

import dev.pgmigrate.draft.WarningLevels;
import dev.pgmigrate.drift.LiveComparison;
import dev.pgmigrate.fingerprint.Ingredients;
import dev.pgmigrate.fingerprint.KeptLine;
import dev.pgmigrate.fingerprint.KeptRuns;
import dev.pgmigrate.kept.Repeatable;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.SqlScripts;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.sql.Statement;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the printed lines of a {@code revision} that had nothing to write and nothing to ask, under
 * the digest of all its inputs. The next run with the same inputs prints the same lines and ends:
 * it loads no class of the project and starts no server.
 *
 * <p>The kept results are below the project's {@code target} and belong to that project only.
 */
public final class KeptRevision {
  private static final String FOLDER = "kept";

  private final RevisionCommand.Input input;
  private final WarningLevels levels;
  private final KeptRuns runs;
  private final Consumer<String> debug;
  private @Nullable Ingredients before;

  /**
   * Of one run.
   *
   * @param debug gets one line that says what was reused, or why nothing was
   */
  public KeptRevision(RevisionCommand.Input input, WarningLevels levels, Consumer<String> debug) {
    this.input = input;
    this.levels = levels;
    this.runs = new KeptRuns(input.project().work().resolve(FOLDER));
    this.debug = debug;
  }

  /** The printed lines of an earlier run with the same inputs; empty if this run must be made. */
  public Optional<List<KeptLine>> printed() {
    if (!canBeKept()) {
      return Optional.empty();
    }
    Optional<Ingredients> found = ingredients();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Ingredients now = found.get();
    before = now;
    Optional<List<KeptLine>> lines = runs.find(now);
    debug.accept(
        lines.isPresent()
            ? "Nothing changed since a run that found no changes: taken from "
                + input.project().show(input.project().work().resolve(FOLDER))
            : runs.difference(now)
                .map(why -> "Not taken from an earlier run: " + why)
                .orElse("Not taken from an earlier run: none was kept"));
    return lines;
  }

  /**
   * Keeps the run that was made instead, if it wrote nothing, asked nothing and had no problem, and
   * if no input changed meanwhile.
   */
  public void keep(RevisionCommand.Result result, List<KeptLine> lines) {
    Ingredients made = before;
    if (made == null || !foundNothing(result)) {
      return;
    }
    try {
      // Before the ingredients are taken again: so it is what they say that is judged.
      Optional<String> obstacle = Repeatable.obstacle(statements(input.project()));
      Optional<Ingredients> after = ingredients();
      if (after.isEmpty()) {
        return;
      }
      if (!after.get().equals(made)) {
        debug.accept("Not kept: something changed while it ran");
      } else if (obstacle.isPresent()) {
        debug.accept("Not kept: executed again, this may make something else: " + obstacle.get());
      } else {
        runs.keep(made, lines);
      }
    } catch (IOException | RuntimeException e) {
      // The run itself is done: somebody saves a file at this moment.
      debug.accept("Not kept: " + e.getMessage());
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

  /** Empty where they cannot be known. Whatever is wrong, the run itself says it better. */
  private Optional<Ingredients> ingredients() {
    try {
      Ingredients ingredients = RevisionIngredients.of(input, levels);
      Optional<String> refusal = ingredients.refusal();
      refusal.ifPresent(why -> debug.accept("Nothing is kept: " + why));
      return refusal.isPresent() ? Optional.empty() : Optional.of(ingredients);
    } catch (RuntimeException e) {
      debug.accept("Nothing is kept: " + e.getMessage());
      return Optional.empty();
    }
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

package dev.pgmigrate.kept;

import dev.pgmigrate.fingerprint.Ingredients;
import dev.pgmigrate.fingerprint.KeptLine;
import dev.pgmigrate.fingerprint.KeptRuns;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.sql.Statement;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Remembers what a run came to by all that it was made of, below the project's {@code target}. As
 * long as all of it is the same, the run need not be made again.
 */
public final class KeptResult {
  private final KeptRuns runs;
  private final String place;
  private final Supplier<Ingredients> source;
  private final Consumer<String> debug;

  /**
   * Of one run.
   *
   * @param folder below the project's {@code target}
   * @param source takes all that the run is made of, each time as it is then
   * @param debug hears, in one line each, what was taken or why nothing was
   */
  public KeptResult(
      Project project, String folder, Supplier<Ingredients> source, Consumer<String> debug) {
    this.runs = new KeptRuns(project.work().resolve(folder));
    this.place = project.show(project.work().resolve(folder));
    this.source = source;
    this.debug = debug;
  }

  /**
   * What the run is made of now; empty where that cannot be known. Whatever is wrong, the run
   * itself says it better.
   */
  public Optional<Ingredients> ingredients() {
    try {
      Ingredients ingredients = source.get();
      Optional<String> refusal = ingredients.refusal();
      refusal.ifPresent(why -> debug.accept("Nothing is kept: " + why));
      return refusal.isPresent() ? Optional.empty() : Optional.of(ingredients);
    } catch (RuntimeException e) {
      debug.accept("Nothing is kept: " + e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * What an earlier run came to that was made of the same.
   *
   * @param run which runs are kept: {@code a run that found no changes}
   */
  public Optional<List<KeptLine>> find(Ingredients now, String run) {
    Optional<List<KeptLine>> lines = runs.find(now);
    debug.accept(
        lines.isPresent()
            ? "Nothing changed since " + run + ": taken from " + place
            : "Not taken from an earlier run: " + runs.difference(now).orElse("none was kept"));
    return lines;
  }

  /**
   * Keeps what a run came to, if it would come to the same another time, and if nothing that it is
   * made of changed meanwhile.
   *
   * @param made what it was made of when it began
   * @param finished adds what there is only now
   * @param executed all that was executed on throw-away databases
   */
  public void keep(
      Ingredients made,
      UnaryOperator<Ingredients> finished,
      Supplier<Stream<Statement>> executed,
      List<KeptLine> lines) {
    try {
      // Before the ingredients are taken again: so it is what they say that is judged.
      Optional<String> obstacle = Repeatable.obstacle(executed.get());
      Optional<Ingredients> after = ingredients();
      if (after.isEmpty()) {
        return;
      }
      if (!after.get().equals(made)) {
        debug.accept("Not kept: something changed while it ran");
      } else if (obstacle.isPresent()) {
        debug.accept("Not kept: executed again, this may make something else: " + obstacle.get());
      } else {
        runs.keep(finished.apply(made), lines);
      }
    } catch (IOException | RuntimeException e) {
      // The run itself is done: somebody saves a file at this moment.
      debug.accept("Not kept: " + e.getMessage());
    }
  }
}

package dev.pgmigrate.lint;

import dev.pgmigrate.revision.Revision;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * A revision that was executed and watched.
 *
 * @param up its steps, in the order of execution
 * @param foreign whether it is a script of another tool, whose session goes on after a step
 */
@API(status = API.Status.EXPERIMENTAL)
public record WatchedRevision(Revision revision, List<WatchedStep> up, boolean foreign) {
  public WatchedRevision {
    up = List.copyOf(up);
  }

  /** Whether PostgreSQL refused a statement; what follows it was not executed. */
  public boolean isRefused() {
    return statements().anyMatch(watched -> watched.effects().refusal() != null);
  }

  /** The step whose statement begins at this line of the file. */
  public Stream<WatchedStep> stepAt(int line) {
    return up.stream()
        .filter(
            step ->
                step.statements().stream().anyMatch(watched -> watched.statement().line() == line));
  }

  /** All statements of all steps, in the order of execution. */
  public Stream<WatchedStatement> statements() {
    return up.stream().flatMap(step -> step.statements().stream());
  }
}

package dev.pgmigrate.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run has to do, decided under the lease from what the journal says.
 *
 * @param tasks in the order of execution
 * @param stamp whether they are only recorded, not executed
 * @param reachesHead the head that is reached by them, if there is one, or the revision that an
 *     existing database is said to be at: ends the initialising of a fresh database; else null
 */
public record Worklist(List<Task> tasks, boolean stamp, @Nullable String reachesHead) {
  public Worklist {
    tasks = List.copyOf(tasks);
  }

  /** Tasks to execute that do not lead to a head. */
  public static Worklist of(List<Task> tasks) {
    return new Worklist(tasks, false, null);
  }

  /** What is left of it. */
  public Worklist rest(AppliedState state) {
    return new Worklist(
        tasks.stream().filter(task -> !task.isDone(state)).toList(), stamp, reachesHead);
  }
}

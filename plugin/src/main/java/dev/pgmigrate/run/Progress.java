package dev.pgmigrate.run;

import dev.pgmigrate.journal.Task;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/** Hears what the executor does, while it does it. */
@API(status = API.Status.EXPERIMENTAL)
public interface Progress {
  /** Nobody listens. */
  Progress SILENT = new Progress() {};

  /** Another run holds the lease; called again only when the holder changes. */
  default void waiting(Lease.Holder holder) {}

  /** The first step of a task that is executed now; those before it are done already. */
  default void started(Task task, int step) {}

  /** A step is done and journalled. */
  default void done(Task task, int step, Duration took) {}

  /**
   * A step is tried again.
   *
   * @param blockers whom it waited for
   */
  default void retrying(Task task, int step, String why, List<Blocker> blockers, Duration pause) {}

  /** A step that takes a while goes on; often, and from another thread. */
  default void moved(Task task, int step, StepProgress movement) {}

  /** A step has failed, which ends the run; its exception says why. */
  default void failed(Task task, int step) {}

  /** All steps of a task are done. */
  default void finished(Task task, Duration took) {}

  /** Something that a person should know and that does not stop us. */
  default void notice(String text) {}
}

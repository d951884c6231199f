package dev.pgmigrate.journal;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Checksum;
import dev.pgmigrate.revision.Revision;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds a step of a file against the checksum that the journal has of it. */
public final class StepChecksum {
  private StepChecksum() {}

  /**
   * Whether a checksum is that of the step but for its done-when. A person may repair that: it
   * executes nothing, it only tells whether the step is done.
   *
   * @param before the step as it was journalled; null when that is not known
   */
  public static boolean differsInDoneWhen(
      Step step, Revision.Phase phase, @Nullable String checksum, @Nullable Step before) {
    String earlier = before == null ? null : before.doneWhen();
    return step.kind() == Step.Kind.NO_TRANSACTION
        && Stream.of(with(step, null), with(step, earlier))
            .anyMatch(each -> Objects.equals(Checksum.of(each, phase), checksum));
  }

  private static Step with(Step step, @Nullable String query) {
    return new Step(step.kind(), step.statements(), step.options(), query, step.line());
  }
}

package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.RelationState;
import dev.pgmigrate.lint.RowVisibility;
import dev.pgmigrate.lint.RowVisibility.Policy;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.revision.Revision;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of a table in use become invisible: PostgreSQL reports no error for them. */
final class RowSecurityInUse implements Rule {
  @Override
  public String id() {
    return "row-security-in-use";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String mend() {
    return "Create the policies first, let every running release set what they ask for, and switch them on"
        + " in a contract revision.";
  }

  @Override
  public Set<String> warnedAs() {
    return Set.of("breaks-running-release");
  }

  @Override
  public Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch) {
    boolean bothRun = revision.revision().phase() == Revision.Phase.EXPAND;
    return revision.up().stream()
        .flatMap(
            step ->
                step.statements().stream()
                    .flatMap(statement -> findings(statement, step, bothRun)));
  }

  private Stream<Finding> findings(WatchedStatement statement, WatchedStep step, boolean bothRun) {
    VisibleState end = new VisibleState(statement, step);
    return statement.effects().changes().stream()
        .filter(change -> change.relation().isExistingTable())
        .flatMap(
            change -> {
              RowVisibility visible = of(end.relation(change).orElse(null));
              Stream<Finding> none =
                  hidden(change, visible).stream().map(fault -> finding(statement, fault));
              // Whether a release meets a policy nobody can see.
              Stream<Finding> fewer =
                  (bothRun ? fewer(change, visible) : Stream.<String>empty())
                      .map(fault -> finding(statement, fault).weighing(Severity.WARNING));
              return Stream.concat(none, fewer);
            });
  }

  private static RowVisibility of(@Nullable RelationState state) {
    return state == null ? RowVisibility.OFF : state.rowSecurity();
  }

  /** Whether the statement puts roles under policies that were under none. */
  private static boolean isStricter(RowVisibility before, RowVisibility after) {
    return after.enabled() && (!before.enabled() || (after.forced() && !before.forced()));
  }

  private static Optional<String> hidden(RelationChange change, RowVisibility end) {
    if (!isStricter(of(change.before()), of(change.after()))
        || !end.enabled()
        || !end.policies().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "row security of "
            + change.relation()
            + " is on and there is no policy: "
            + (end.forced() ? "every role, its owner too," : "every role but its owner")
            + " reads no row of it and can insert none");
  }

  /** What the policies of the end refuse to the previous release, and did not before. */
  private static Stream<String> fewer(RelationChange change, RowVisibility end) {
    RowVisibility before = of(change.before());
    RowVisibility after = of(change.after());
    if (!end.enabled() || end.policies().isEmpty() || end.grantsAll()) {
      return Stream.empty();
    }
    if (isStricter(before, after)) {
      return Stream.of(
          "row security of "
              + change.relation()
              + " is on"
              + (after.forced() ? ", for its owner too" : "")
              + ": the previous release sees and writes only the rows that a policy grants");
    }
    if (!before.enabled()) {
      return Stream.empty();
    }
    Stream<String> refusing =
        after.policies().stream()
            .filter(policy -> policy.refuses() && !before.policies().contains(policy))
            .filter(end.policies()::contains)
            .map(
                policy ->
                    "the restrictive policy "
                        + policy.name()
                        + " of "
                        + change.relation()
                        + " refuses rows that the previous release may read or write");
    Stream<String> grantedNoMore =
        before.policies().stream()
            .filter(policy -> !policy.restrictive() && !after.policies().contains(policy))
            .filter(policy -> !end.policies().contains(policy))
            .map(policy -> noLongerGranted(policy, change, end));
    return Stream.concat(refusing, grantedNoMore);
  }

  private static String noLongerGranted(Policy policy, RelationChange change, RowVisibility end) {
    boolean there = end.policies().stream().anyMatch(now -> now.name().equals(policy.name()));
    return "the policy "
        + policy.name()
        + " of "
        + change.relation()
        + (there ? " grants other rows now" : " is gone")
        + ": the previous release may lose rows that only it granted";
  }
}

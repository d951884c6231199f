package dev.pgmigrate.project;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.revision.Revision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A database that has revisions which the checkout lacks. After a rollback of the application that
 * is normal: the previous release works with every revision except a contract revision.
 */
public final class Ahead {
  private Ahead() {}

  /**
   * Refuses a database that has revisions which the checkout lacks.
   *
   * @throws MigrationException if the database is ahead and that is not allowed, or cannot be
   *     allowed
   */
  public static void refuse(JournalledDatabase database, AppliedState state, History history) {
    database.refuseHalfway(state, history);
    List<AppliedRevision> unknown = history.unknown(state);
    if (unknown.isEmpty()) {
      return;
    }
    String has = has(unknown);
    List<AppliedRevision> contracts =
        unknown.stream().filter(r -> r.phase() == Revision.Phase.CONTRACT).toList();
    if (!contracts.isEmpty()) {
      throw new MigrationException(
          has
              + named(contracts)
              + (contracts.size() == 1 ? " is a contract revision" : " are contract revisions")
              + ": the release of this checkout may use what it dropped.",
          "Use the checkout that applied it. Or take it back there: mvn migrate:downgrade");
    }
    List<AppliedRevision> unfinished = unknown.stream().filter(r -> !r.complete()).toList();
    if (!unfinished.isEmpty()) {
      throw new MigrationException(
          has + named(unfinished) + (unfinished.size() == 1 ? " is" : " are") + " partly applied.",
          "Finish it with the checkout that began it.");
    }
    if (!database.aheadAllowed()) {
      String another = ofAnother(unknown, history);
      throw new MigrationException(
          has.strip(),
          "Use the checkout that applied it. If the application was rolled back to this checkout on"
              + " purpose: -Dmigrate.ahead=allow"
              + (another.isEmpty() ? "" : "." + another));
    }
  }

  /** The report if that is allowed; empty if the database is not ahead. */
  public static Optional<String> of(JournalledDatabase database, History history) {
    if (!database.aheadAllowed()) {
      return Optional.empty();
    }
    List<AppliedRevision> unknown = history.unknown(database.state(history));
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The database is ahead of this checkout, which migrate.ahead allows. It has "
                + named(unknown));
  }

  /**
   * What to do where revisions begin a history of their own beside ours: two services in one
   * journal. Else nothing.
   */
  static String ofAnother(List<AppliedRevision> unknown, History history) {
    List<AppliedRevision> roots = unknown.stream().filter(r -> r.parents().isEmpty()).toList();
    return roots.isEmpty() || history.graph().revisions().isEmpty()
        ? ""
        : " "
            + named(roots)
            + (roots.size() == 1 ? " begins" : " begin")
            + " a separate history. If it is of another service, give each service a"
            + " journal in its own schema: -Dmigrate.historySchema=..";
  }

  /** What is wrong, for an error; what to do follows it. */
  static String has(List<AppliedRevision> unknown) {
    return "ahead: The database has " + named(unknown) + ", which this checkout has no file of. ";
  }

  private static String named(List<AppliedRevision> revisions) {
    return revisions.stream()
        .map(revision -> revision.id() + " (" + revision.message() + ")")
        .collect(Collectors.joining(", "));
  }
}

package dev.pgmigrate.project;

import dev.pgmigrate.history.Protection;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.JournalEntry.Outcome;
import dev.pgmigrate.journal.Worklist;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What every run passes, under the lease, before it changes anything: on a protected database only
 * what a person approved, and an approval only as long as the plan fits.
 *
 * <p>The rows of a run carry its approval. So when they are there already, the run that wrote them
 * is gone on with: the plan is made anew from the rows before them, and its rest is done.
 */
final class Gate {
  private final JournalledDatabase database;
  private final History history;
  private final Decision decision;
  private final @Nullable Approval approval;

  Gate(
      JournalledDatabase database,
      History history,
      Decision decision,
      @Nullable Approval approval) {
    this.database = database;
    this.history = history;
    this.decision = decision;
    this.approval = approval;
  }

  /**
   * What may be done.
   *
   * @throws ApprovalException when nothing may
   */
  Worklist pass(AppliedState now) {
    if (approval == null) {
      Worklist work = decision.work(now);
      if (!work.tasks().isEmpty()) {
        List<Protection> protection = protection(work);
        if (!protection.isEmpty()) {
          throw notApproved(protection.get(0));
        }
      }
      return work;
    }
    List<JournalEntry> journal = database.journal();
    int begun = begun(journal);
    List<JournalEntry> earlier = journal.subList(0, begun);
    List<JournalEntry> approved = JournalledDatabase.aboutRevisions(earlier);
    if (begun == journal.size()) {
      Worklist work = decision.work(now);
      if (!work.tasks().isEmpty()) {
        compare(approved, work, true);
      }
      return work;
    }
    Worklist whole = decision.work(AppliedState.of(earlier).in(history.migrationFiles()));
    Worklist rest = whole.rest(now);
    if (!rest.tasks().isEmpty()) {
      List<JournalEntry> own =
          JournalledDatabase.aboutRevisions(journal.subList(begun, journal.size()));
      requireNobodyElse(own);
      // Once a step is done the objects are not what they were; before that they have to be.
      boolean untouched =
          own.stream()
              .allMatch(
                  row -> row.outcome() == Outcome.FAILED || row.kind() == JournalEntry.Kind.SQUASH);
      compare(approved, whole, untouched);
    }
    return rest;
  }

  private List<Protection> protection(Worklist work) {
    return database.protection(
        () -> TouchedObjects.of(work.tasks(), database.schemaWithOwners()).tableNames());
  }

  /** The index of the first row about a revision that was written with this approval. */
  private int begun(List<JournalEntry> rows) {
    int index = 0;
    while (index < rows.size()
        && (rows.get(index).kind().isOfDatabase() || !isOurs(rows.get(index)))) {
      index++;
    }
    return index;
  }

  private boolean isOurs(JournalEntry row) {
    return Objects.toString(approval).equals(row.actor().approval());
  }

  private void requireNobodyElse(List<JournalEntry> since) {
    for (JournalEntry row : since) {
      if (!isOurs(row)) {
        throw stale(
            EnumSet.of(Approval.Input.JOURNAL),
            List.of(
                "the journal: the approved plan was started, and then "
                    + row.actor().by()
                    + " recorded revision "
                    + row.revision()
                    + " without this approval"));
      }
    }
  }

  private void compare(List<JournalEntry> rows, Worklist work, boolean schemaToo) {
    Approval approved = Objects.requireNonNull(approval);
    DatabaseIdentity identity = database.identity();
    TouchedObjects touched = TouchedObjects.of(work.tasks(), database.schemaWithOwners());
    Set<Approval.Input> changed = approved.changedIn(Approval.of(identity, rows, work, touched));
    if (!schemaToo || changed.contains(Approval.Input.STEPS)) {
      // Other steps touch other objects: that says nothing about what was done by hand.
      changed.remove(Approval.Input.SCHEMA);
    }
    if (!changed.isEmpty()) {
      List<String> reasons = new ArrayList<>();
      changed.forEach(input -> reasons.add(reason(input, identity, rows, work, touched)));
      throw stale(changed, reasons);
    }
  }

  private static String reason(
      Approval.Input input,
      DatabaseIdentity identity,
      List<JournalEntry> rows,
      Worklist work,
      TouchedObjects touched) {
    return switch (input) {
      case DATABASE ->
          ("the database: this is \"%s\" (oid %d, system identifier %s), the plan is"
                  + " for another one")
              .formatted(identity.name(), identity.oid(), identity.cluster());
      case JOURNAL ->
          rows.isEmpty()
              ? "the journal: it is empty"
              : "the journal: its last row is about revision %s, by %s"
                  .formatted(
                      rows.get(rows.size() - 1).revision(), rows.get(rows.size() - 1).actor().by());
      case STEPS ->
          "the steps: it would now "
              + (work.stamp() ? "record" : "execute")
              + " those of "
              + work.tasks().stream()
                  .map(task -> task.revision().id() + " (" + task.revision().message() + ")")
                  .collect(Collectors.joining(", "));
      case SCHEMA -> "the schema of the objects that it changes: " + touched.inWords();
    };
  }

  private ApprovalException notApproved(Protection protection) {
    String name = database.identity().name();
    String why =
        protection.namespace().equals(database.historySchema()) && !protection.silent()
            ? ""
            : " (" + protection.inWords() + ")";
    return new ApprovalException(
        "Database \"%s\" is protected%s: a person must approve each change. Nothing was executed."
            .formatted(name, why),
        "Read the plan, which ends with its digest: mvn migrate:plan"
            + decision.planOptions()
            + ". Then: mvn migrate:"
            + decision.goal()
            + decision.options()
            + " -Dmigrate.approve=<digest>",
        Set.of());
  }

  private ApprovalException stale(Set<Approval.Input> changed, List<String> reasons) {
    return new ApprovalException(
        "The approved plan is out of date; nothing was executed. Changed since it"
            + " was made:\n  "
            + String.join("\n  ", reasons),
        "Read and approve the new plan: mvn migrate:plan" + decision.planOptions(),
        changed);
  }
}

package dev.pgmigrate.proof;

import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.project.GitBase;
import dev.pgmigrate.project.Halfway;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.JournalledDatabase;
import dev.pgmigrate.run.Preflight;
import dev.pgmigrate.verify.VerdictBuilder;

/** Finds where the journal of a live database and the files of the checkout disagree. */
final class LiveHistory {
  static final String AHEAD = "ahead-of-files";
  private static final String HALFWAY = "halfway-squashed";

  private LiveHistory() {}

  /**
   * Reads the journal; nothing is written.
   *
   * @param base the branch that revisions are merged into: what it has and this checkout lacks is
   *     no fault of the checkout
   */
  static void check(
      History history, JournalledDatabase database, GitBase base, VerdictBuilder verdict) {
    String name = database.target().description();
    AppliedState state = database.state(history);
    verdict.checked(AHEAD, "the files have what is applied in " + name + ", as it was applied");
    for (Preflight.Edit edit : Preflight.edited(state, history.migrationFiles())) {
      verdict.found(
          Finding.error(
              EditedHistory.RULE,
              edit.file(),
              edit.line(),
              "in " + name + ", " + edit.what(),
              edit.advice() + " To see where the database is: mvn migrate:current"));
    }
    for (Halfway halfway : history.halfway(state)) {
      verdict.found(
          Finding.error(
              HALFWAY,
              history.files().get(halfway.into().id()),
              0,
              name + " has " + halfway.inWords(),
              halfway.advice()));
    }
    for (AppliedRevision unknown : history.unknown(state)) {
      boolean merged = base.hasElsewhere(unknown.id());
      verdict.found(
          new Finding(
              AHEAD,
              merged ? Severity.NOTE : Severity.ERROR,
              null,
              0,
              name
                  + " has "
                  + unknown.id()
                  + " ("
                  + unknown.message()
                  + "), which this checkout has no file of",
              merged
                  ? "It is in " + base.branch().orElseThrow() + ": merge that into your branch."
                  : "Restore its file, or take the revision back there with the checkout that"
                      + " applied it: mvn migrate:downgrade",
              null));
    }
  }
}

package dev.pgmigrate.command;

import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.draft.Numbers;
import dev.pgmigrate.intent.ModelLock;
import dev.pgmigrate.intent.Resolution;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.project.DesiredState;
import dev.pgmigrate.project.History;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.verify.VerdictBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds a model.lock that lacks what the entities state: what it lacks would not be retracted when
 * the entities stop stating it. A line that is too many does no harm: a retraction leaves it there
 * until the next revision, and what was only seen is no base of anything.
 */
final class LockCheck {
  static final String RULE = "lock-out-of-date";

  private LockCheck() {}

  /**
   * Compares it with what {@code migrate:revision} would write, where that would write no revision.
   *
   * @param head what the history makes
   * @param resolved how the stated differs from it
   */
  static void check(
      History history,
      DesiredState stated,
      Schema head,
      Resolution resolved,
      Equivalence equivalence,
      VerdictBuilder verdict) {
    if (stated.model().empty() && stated.schemaFiles() == 0) {
      return; // A history that is written by hand alone needs none.
    }
    if (!resolved.questions().isEmpty() || !resolved.changes(equivalence).isEmpty()) {
      return; // The next revision writes it, too.
    }
    List<String> missing =
        new ArrayList<>(
            ModelLock.next(
                    resolved, head, RevisionCommand.entities(stated), Numbers.drawn(stated.model()))
                .lines());
    missing.removeAll(history.lock().lines());
    missing.removeIf(line -> line.startsWith("seen ") || line.startsWith("#"));
    verdict.checked(RULE, "model.lock has everything that the entities declare");
    if (missing.isEmpty()) {
      return;
    }
    Path file = history.project().migrations().resolve(History.LOCK);
    verdict.found(
        Finding.error(
            RULE,
            history.locked() ? file : null,
            0,
            (history.locked() ? "model.lock lacks '" : "there is no model.lock, which must have '")
                + missing.get(0)
                + "'"
                + (missing.size() > 1 ? " and " + (missing.size() - 1) + " more lines" : "")
                + ", so a drop in the entities would not become a migration",
            "Write it, and commit it: mvn migrate:revision"));
  }
}

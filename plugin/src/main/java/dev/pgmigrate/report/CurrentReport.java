package dev.pgmigrate.report;

import dev.pgmigrate.command.CurrentCommand.Result;
import dev.pgmigrate.command.CurrentCommand.State;
import dev.pgmigrate.command.UpgradePlan;
import dev.pgmigrate.drift.Drift;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.Lease;
import dev.pgmigrate.run.Preflight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a database stands, for people, and what of that fails a build. */
public final class CurrentReport {

  private CurrentReport() {}

  /** All of it. */
  public static List<Line> text(Result result, Project project) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.info("Database: " + result.database()));
    if (result.isProtected()) {
      lines.add(Line.info("Protected: a person must approve each change; see mvn migrate:plan"));
    }
    if (result.holder() != null) {
      lines.add(holder(result.holder()));
    }
    if (result.current().isEmpty()) {
      lines.add(Line.info("At: base (no revision is applied)"));
    }
    result.current().forEach(revision -> lines.add(Line.info("At: " + Phrases.named(revision))));
    result
        .squashes()
        .forEach(
            squash ->
                lines.add(
                    Line.info(
                        "Counts as applied: "
                            + Phrases.named(squash.into().revision())
                            + " "
                            + HistoryReport.as(squash)
                            + "; the next upgrade records it")));
    result
        .unknown()
        .forEach(
            revision ->
                lines.add(
                    Line.warn(
                        "Ahead: "
                            + Phrases.named(revision)
                            + " is applied, but this checkout does not have it")));
    result
        .halfway()
        .forEach(
            part ->
                lines.add(
                    Line.warn(
                        "Halfway: the database has " + part.inWords() + " " + part.advice())));
    result.edited().forEach(edit -> lines.add(Line.warn("Edited: " + shown(edit, project))));
    result.unfinished().forEach(revision -> lines.add(unfinished(revision, result.isAtWork())));
    if (result.pending().isEmpty()) {
      lines.add(Line.info("Pending: nothing"));
    }
    result
        .pending()
        .forEach(revision -> lines.add(Line.info("Pending: " + Phrases.named(revision))));
    result.held().forEach(revision -> lines.add(Line.info("Held: " + held(revision))));
    result.behind().forEach(waiting -> lines.add(Line.info("Held: " + behind(waiting))));
    drift(result, lines);
    return lines;
  }

  /**
   * What of these states the database is in, beginning with the first of them; null when in none.
   * Nobody knows whether it has drifted: that fails, too, where somebody wants to know.
   */
  public static @Nullable String failure(Result result, Set<State> unwanted, Project project) {
    List<String> reasons = new ArrayList<>();
    for (State state : unwanted) {
      if (result.states().contains(state)) {
        reasons.add(word(state) + ": " + reason(state, result, project));
      } else if (state == State.DRIFTED && result.driftUnknown() != null) {
        reasons.add("drifted: unknown, " + result.driftUnknown());
      }
    }
    return reasons.isEmpty() ? null : String.join("\n", reasons);
  }

  /** The state as it is written in an option. */
  public static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static String reason(State state, Result result, Project project) {
    return switch (state) {
      case AHEAD ->
          listed(result.unknown().stream().map(Phrases::named).toList())
              + (result.unknown().size() == 1 ? " is" : " are")
              + " applied, but this checkout does not have it. Use the checkout that applied"
              + " it.";
      case HALFWAY ->
          "the database has "
              + listed(
                  result.halfway().stream()
                      .map(part -> part.inWords() + " " + part.advice())
                      .toList());
      case PENDING ->
          listed(result.pending().stream().map(Phrases::named).toList())
              + ". Apply it: mvn migrate:upgrade";
      case HELD ->
          listed(result.held().stream().map(Phrases::named).toList())
              + ". When the previous release no longer runs:"
              + " mvn migrate:upgrade -Dmigrate.phase=contract";
      case FAILED -> listed(result.unfinished().stream().map(CurrentReport::progress).toList());
      case DRIFTED ->
          listed(result.drift().stream().filter(Drift::isOpen).map(Drift::sql).toList());
      case EDITED -> listed(result.edited().stream().map(edit -> shown(edit, project)).toList());
    };
  }

  private static String listed(List<String> all) {
    return all.get(0) + (all.size() == 1 ? "" : ", and " + (all.size() - 1) + " more");
  }

  private static Line holder(Lease.Holder holder) {
    String who =
        holder.by() + " (run " + holder.run() + ", since " + Phrases.shown(holder.since()) + ")";
    return holder.left().isNegative()
        ? Line.warn(
            "Lease: of "
                + who
                + ", expired "
                + holder.left().negated().toSeconds()
                + " s ago: the next run takes it")
        : Line.info("At work: " + who);
  }

  private static Line unfinished(AppliedRevision revision, boolean atWork) {
    JournalEntry failed = revision.failed();
    if (failed != null) {
      return Line.warn("Failed: " + progress(revision));
    }
    return atWork
        ? Line.info("At work on: " + progress(revision))
        : Line.warn("Interrupted: " + progress(revision));
  }

  private static String progress(AppliedRevision revision) {
    JournalEntry failed = revision.failed();
    String done =
        Phrases.named(revision)
            + ", "
            + revision.applied()
            + " of "
            + Phrases.count(revision.steps(), "step")
            + " applied";
    if (failed == null) {
      return done + "; mvn migrate:upgrade continues there";
    }
    JournalEntry.Failure why = failed.failure();
    return done
        + "; step "
        + failed.step()
        + (failed.finished() == null ? "" : " at " + Phrases.shown(failed.finished()))
        + (why == null ? "" : ": " + why.message() + " (" + why.sqlState() + ")");
  }

  private static String held(Revision revision) {
    return Phrases.named(revision)
        + ", contract: apply it when the previous release no longer runs: mvn"
        + " migrate:upgrade -Dmigrate.phase=contract";
  }

  private static String behind(UpgradePlan.Waiting waiting) {
    return Phrases.named(waiting.revision())
        + ", needs "
        + Phrases.named(waiting.contract())
        + " (depends-on), which is not applied: an upgrade to it is refused";
  }

  private static void drift(Result result, List<Line> lines) {
    if (result.driftUnknown() != null) {
      lines.add(Line.info("Drift: unknown, " + result.driftUnknown()));
    }
    lines.addAll(DriftReport.of(result.drift(), "Drifted: "));
  }

  private static String shown(Preflight.Edit edit, Project project) {
    return project.show(edit.file())
        + (edit.line() > 0 ? ":" + edit.line() : "")
        + ": "
        + edit.what()
        + " "
        + edit.advice();
  }
}

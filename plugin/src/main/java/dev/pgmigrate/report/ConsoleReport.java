package dev.pgmigrate.report;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.catalog.NotCompared;
import dev.pgmigrate.command.AcceptCommand;
import dev.pgmigrate.command.AmendCommand;
import dev.pgmigrate.command.BaselineCommand;
import dev.pgmigrate.command.DiffCommand;
import dev.pgmigrate.command.DowngradeCommand;
import dev.pgmigrate.command.HistoryCommand;
import dev.pgmigrate.command.RebaseCommand;
import dev.pgmigrate.command.RevisionCommand;
import dev.pgmigrate.command.ScriptCommand;
import dev.pgmigrate.command.ShowCommand;
import dev.pgmigrate.command.SquashCommand;
import dev.pgmigrate.command.StampCommand;
import dev.pgmigrate.command.UnlockCommand;
import dev.pgmigrate.command.UpgradeCommand;
import dev.pgmigrate.drift.Drift;
import dev.pgmigrate.drift.LiveComparison;
import dev.pgmigrate.intent.Neighbours;
import dev.pgmigrate.intent.Question;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.Direction;
import dev.pgmigrate.journal.Squash;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.StepPolicies;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionWriter;
import dev.pgmigrate.run.Blocker;
import dev.pgmigrate.run.Lease;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.sql.ShownSql;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a person reads in the terminal: the results of the commands, a line at a time. */
public final class ConsoleReport {

  private ConsoleReport() {}

  /** What {@code revision} found and wrote. */
  public static List<Line> of(RevisionCommand.Result result, Project project) {
    return of(result, project, false);
  }

  /**
   * The same.
   *
   * @param dryRun whether the files were only printed
   */
  public static List<Line> of(RevisionCommand.Result result, Project project, boolean dryRun) {
    List<Line> lines = new ArrayList<>();
    result.modelWarnings().forEach(text -> lines.add(Line.warn(text)));
    result.modelNotes().forEach(text -> lines.add(Line.info(text)));
    if (result.live() != null) {
      lines.addAll(live(result.live()));
    }
    NoticeReport.unmatched(result.unmatched(), lines);
    lines.addAll(NoticeReport.of(result.notices()));
    notCompared(result.notCompared(), lines);
    if (!result.questions().isEmpty()) {
      return lines;
    }
    if (result.files().isEmpty()) {
      lines.add(
          Line.info(
              result.comparedWith().equals("database")
                  ? "No changes: the database is what the project states."
                  : "No changes: the history makes what the project states."));
      return lines;
    }
    ChangeSummary.grouped(result.changes()).forEach(text -> lines.add(Line.info("  " + text)));
    lines.addAll(WarningReport.of(result.warnings(), result.rows()));
    StepPolicies.inWords(result.policies()).forEach(text -> lines.add(Line.warn(text)));
    for (MigrationFile file : result.files()) {
      lines.add(
          Line.info(
              (dryRun ? "Nothing was written. It would be " : "Wrote ")
                  + project.show(file.path())));
      if (file.revision().phase() == Revision.Phase.CONTRACT) {
        lines.add(
            Line.info(
                "It holds what the previous release would trip over (phase: contract): a database"
                    + " in service takes it only with -Dmigrate.phase=contract."));
      }
    }
    result
        .remaining()
        .forEach(
            change ->
                lines.add(
                    Line.warn(
                        "Tried on a throw-away database, the revision leaves this different: "
                            + ChangeSummary.line(change)
                            + ". Please report it, and complete the file by hand.")));
    return lines;
  }

  /** What {@code revision} replaced, where it was to amend. */
  public static List<Line> of(AmendCommand.Result result, Project project) {
    List<Line> lines = new ArrayList<>();
    result.notChecked().forEach(text -> lines.add(Line.warn(text)));
    result
        .takenBack()
        .forEach(
            revision ->
                lines.add(
                    Line.info(
                        "Took "
                            + named(revision)
                            + " back in the embedded development database; apply the new one: mvn"
                            + " migrate:upgrade")));
    for (int i = 0; i < result.replaced().size(); i++) {
      lines.add(
          Line.info(
              "Replaced "
                  + project.show(result.replaced().get(i).path())
                  + ", now kept as "
                  + project.show(result.kept().get(i))));
    }
    return lines;
  }

  /** What {@code rebase} moved. */
  public static List<Line> of(RebaseCommand.Result result, Project project) {
    List<Line> lines = new ArrayList<>();
    result.notChecked().forEach(text -> lines.add(Line.warn(text)));
    lines.add(
        Line.info(
            "Moved "
                + count(result.moved().size(), "revision")
                + " onto "
                + named(result.onto())
                + ": changed the parent in "
                + project.show(result.file())));
    result
        .mended()
        .forEach(
            database ->
                lines.add(Line.info("The order makes no difference; recorded it in " + database)));
    return lines;
  }

  /** What {@code squash} put in the place of others. */
  public static List<Line> of(SquashCommand.Result result, Project project) {
    List<Line> lines = new ArrayList<>();
    List<Revision> replaced = result.replaced();
    Revision one = result.written().revision();
    Revision last = replaced.get(replaced.size() - 1);
    lines.add(
        Line.info(
            "Squashed "
                + count(replaced.size(), "revision")
                + ", "
                + named(replaced.get(0))
                + " to "
                + named(last)
                + (result.merged() == null
                    ? ""
                    : ", the newest that " + result.merged() + " has")));
    lines.add(Line.info("Wrote " + project.show(result.written().path())));
    result
        .changed()
        .forEach(file -> lines.add(Line.info("Changed the header of " + project.show(file))));
    lines.add(Line.info("The replaced files are kept in " + project.show(result.kept())));
    lines.add(
        Line.info(
            "Tried on a throw-away database: it makes the same, and "
                + (one.irreversible() == null
                    ? "its way back leads to where it began."
                    : "there is no way back (" + one.irreversible() + ").")));
    lines.add(
        Line.info(
            "A database that has all of them counts it as applied. One that has only a part is"
                + " refused: upgrade it with the version of before"
                + (one.phase() == Revision.Phase.CONTRACT
                    ? ", contract revisions included."
                    : ".")));
    replaced.stream()
        .filter(each -> !each.replaces().isEmpty())
        .forEach(
            each ->
                lines.add(
                    Line.warn(
                        named(each)
                            + " is squashed itself: a database that still has what that replaces has"
                            + " to be upgraded with the version of before, too.")));
    return lines;
  }

  /** What {@code upgrade} did. */
  public static List<Line> of(UpgradeCommand.Result result) {
    List<Line> lines = new ArrayList<>();
    if (result.applied().isEmpty() && result.held().isEmpty()) {
      lines.add(Line.info("Nothing to apply: the database is up to date."));
    } else if (!result.applied().isEmpty()) {
      lines.add(Line.info("Applied " + count(result.applied().size(), "revision") + "."));
    }
    lines.addAll(held(result.held()));
    return lines;
  }

  private static List<Line> held(List<Revision> held) {
    return held.stream()
        .map(
            revision ->
                Line.warn(
                    "Contract revision "
                        + named(revision)
                        + " waits until no older application code runs:"
                        + " mvn migrate:upgrade -Dmigrate.phase=contract"))
        .toList();
  }

  /** What {@code downgrade} did. */
  public static List<Line> of(DowngradeCommand.Result result) {
    return List.of(
        Line.info(
            result.undone().isEmpty()
                ? "Nothing to take back."
                : "Took back " + count(result.undone().size(), "revision") + "."));
  }

  /** What {@code stamp} recorded. */
  public static List<Line> of(StampCommand.Result result) {
    List<Line> lines = new ArrayList<>();
    result
        .unstamped()
        .forEach(revision -> lines.add(Line.info("  not applied: " + named(revision))));
    result.stamped().forEach(revision -> lines.add(Line.info("  applied: " + named(revision))));
    int recorded = result.stamped().size() + result.unstamped().size();
    lines.add(
        Line.info(
            recorded == 0
                ? "Nothing to record."
                : "Recorded " + count(recorded, "revision") + "; nothing was executed."));
    return lines;
  }

  /** What a script does that was asked for. */
  public static List<Line> of(ScriptCommand.Result result) {
    List<Line> lines = new ArrayList<>();
    if (result.database() != null) {
      lines.add(Line.info("Database: " + result.database()));
    }
    result.revisions().forEach(revision -> lines.add(Line.info("  " + named(revision))));
    if (result.revisions().isEmpty()) {
      lines.add(Line.info("Nothing to do, so the script is empty."));
    }
    lines.addAll(held(result.held()));
    return lines;
  }

  /** What {@code accept} found, and what it accepted. */
  public static List<Line> of(AcceptCommand.Result result, Project project) {
    return NoticeReport.of(result, project);
  }

  /** All revisions, the newest last. */
  public static List<Line> of(HistoryCommand.Result result) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.info("Database: " + result.database()));
    if (result.entries().isEmpty()) {
      lines.add(Line.info("There are no revisions."));
    }
    for (HistoryCommand.Entry entry : result.entries()) {
      Revision revision = entry.revision();
      AppliedRevision applied = entry.applied();
      if (revision == null && applied != null) {
        Revision one = entry.replacement();
        lines.add(
            Line.warn(
                "  "
                    + state(applied)
                    + "  "
                    + named(applied)
                    + (one == null ? "  (no file)" : "  (squashed into " + one.id() + ")")));
      } else if (revision != null) {
        String as = entry.squash() == null ? "" : "  " + as(entry.squash());
        String state = entry.held() ? padded("held") : state(applied);
        lines.add(Line.info("  " + state + "  " + named(revision) + as));
      }
    }
    return lines;
  }

  /** Why it counts as applied. */
  static String as(Squash squash) {
    return "(as the " + count(squash.replaced().size(), "revision") + " that it replaces)";
  }

  private static String state(@Nullable AppliedRevision applied) {
    if (applied == null) {
      return padded("pending");
    }
    return applied.complete()
        ? padded("applied " + shown(applied.at()))
        : padded("unfinished (" + applied.applied() + " of " + applied.steps() + ")");
  }

  /** As wide as {@code applied 2026-11-22T10:30:00Z}. */
  private static String padded(String state) {
    return String.format(Locale.ROOT, "%-28s", state);
  }

  private static String shown(@Nullable Instant instant) {
    return instant == null ? "?" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** The heads. */
  public static List<Line> heads(List<Revision> heads) {
    return heads.isEmpty()
        ? List.of(Line.info("There are no revisions."))
        : heads.stream().map(head -> Line.info(named(head))).toList();
  }

  /** One revision, as its file has it, but for passwords. */
  public static List<Line> of(ShowCommand.Result result, Project project) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.info(project.show(result.file())));
    ShownSql.withoutPasswords(RevisionWriter.write(result.revision()))
        .lines()
        .forEach(line -> lines.add(Line.info(line)));
    return lines;
  }

  /** What {@code baseline} adopted. */
  public static List<Line> of(BaselineCommand.Result result, Project project) {
    List<Line> lines = new ArrayList<>();
    NoticeReport.unmatched(result.unmatched(), lines);
    result.leftOut().forEach(notice -> lines.add(Line.warn(notice.message())));
    notCompared(result.notCompared(), lines);
    neighbours(
        result.neighbours(),
        "Not adopted: ",
        ". An entity or a schema file that states a table makes it the project's own.",
        lines);
    lines.add(Line.info("Wrote " + project.show(result.written())));
    lines.add(
        Line.info(
            count(result.tables(), "table") + " adopted as revision " + named(result.revision())));
    lines.add(
        Line.info("Where the entities say otherwise: mvn migrate:accept lists it, by its kind."));
    return lines;
  }

  /** What {@code diff} found, without the SQL. */
  public static List<Line> of(DiffCommand.Result result) {
    List<Line> lines = new ArrayList<>();
    NoticeReport.unmatched(result.unmatched(), lines);
    result.leftOut().forEach(notice -> lines.add(Line.warn(notice.message())));
    notCompared(result.notCompared(), lines);
    neighbours(result.neighbours(), "Left out: ", ". A database alone has it.", lines);
    if (!result.rename().isEmpty()) {
      lines.add(Line.warn("Some drops look like renames. To rename: " + result.rename()));
    }
    lines.addAll(WarningReport.of(result.warnings(), List.of()));
    lines.add(
        Line.info(
            result.changes().isEmpty()
                ? "No changes."
                : count(result.changes().size(), "change") + "."));
    return lines;
  }

  private static void neighbours(
      Neighbours neighbours, String before, String behind, List<Line> lines) {
    if (!neighbours.byOwner().isEmpty()) {
      lines.add(Line.info(before + neighbours.inWords() + behind));
    }
  }

  /** A step that is done. */
  public static String step(Task task, int step, Duration took) {
    return "    step " + step + " of " + task.steps().size() + " (" + shown(took) + ")";
  }

  /** A revision that is done. */
  public static String finished(Task task, Duration took) {
    String done = task.direction() == Direction.UP ? "  applied " : "  took back ";
    return done + named(task.revision()) + " (" + shown(took) + ")";
  }

  /** A step that is tried again. */
  public static String retrying(
      Task task, int step, String why, List<Blocker> blockers, Duration pause) {
    String waitedFor =
        blockers.stream()
            .map(blocker -> "\n      waited for " + blocker.describe())
            .collect(Collectors.joining());
    return "    step "
        + step
        + " of "
        + named(task.revision())
        + " is tried again in "
        + shown(pause)
        + ": "
        + why
        + waitedFor;
  }

  /** Who holds the lease. */
  public static List<Line> of(UnlockCommand.Result result) {
    Lease.Holder holder = result.holder();
    List<Line> lines = new ArrayList<>();
    lines.add(Line.info("Database: " + result.database()));
    if (holder == null) {
      lines.add(Line.info("Nobody holds the lease."));
      return lines;
    }
    lines.add(
        Line.info(
            "The lease "
                + (result.released() ? "was" : "is")
                + " held by run "
                + holder.run()
                + " of "
                + holder.by()
                + ", since "
                + shown(holder.since())
                + (holder.left().isNegative()
                    ? "; it has expired, so the next run takes it"
                    : "; unless its heart beats it expires in " + shown(holder.left()))));
    result.sessions().forEach(session -> lines.add(Line.info("  " + session.describe())));
    if (result.sessions().isEmpty()) {
      lines.add(Line.info("  No session of it is at work in the server."));
    }
    lines.add(
        result.released()
            ? Line.info("It is released.")
            : Line.info(
                "To end its sessions and release it: mvn migrate:unlock -Dmigrate.unlock="
                    + holder.run()));
    return lines;
  }

  /** Whom a run waits for. */
  public static String waiting(Lease.Holder holder) {
    return "Waiting for another run: " + holder.by() + ", since " + shown(holder.since());
  }

  /** A question, for a terminal. */
  public static List<String> question(Question question) {
    List<String> lines = new ArrayList<>();
    boolean several = question.dropped().size() > 1;
    lines.add(
        names(question.dropped())
            + " would be dropped. "
            + (question.isMove()
                ? several ? "Did they move to another table?" : "Did it move to another table?"
                : "Was it renamed?"));
    for (int i = 0; i < question.answers().size(); i++) {
      lines.add("  " + (i + 1) + ") to " + names(question.answers().get(i).to()));
    }
    lines.add("  d) no: drop " + (several ? "them" : "it"));
    return lines;
  }

  private static String names(List<ObjectId> ids) {
    return ids.stream().map(ObjectId::toString).collect(Collectors.joining(", "));
  }

  /** What to do where nobody can be asked. */
  public static MigrationException unanswered(List<Question> questions) {
    String all =
        questions.stream()
            .map(
                question ->
                    names(question.dropped())
                        + (question.dropped().size() > 1 ? " were " : " was ")
                        + (question.isMove() ? "moved" : "renamed")
                        + " or dropped; say which:\n    "
                        + String.join("\n    ", question.renameOptions())
                        + "\n    "
                        + question.dropOption())
            .collect(Collectors.joining("\n"));
    return new MigrationException("Nothing was written. " + all + together(questions));
  }

  /** Several answers are one option. */
  private static String together(List<Question> questions) {
    if (questions.size() < 2) {
      return "";
    }
    return "\nSeveral answers are one option, separated by commas; if all were renamed:\n    "
        + joined(questions.stream().map(question -> question.renameOptions().get(0)).toList())
        + "\n  if all are dropped:\n    "
        + joined(questions.stream().map(Question::dropOption).toList());
  }

  private static String joined(List<String> options) {
    String first = options.get(0);
    String name = first.substring(0, first.indexOf('=') + 1);
    return options.stream()
        .map(option -> option.substring(name.length()))
        .collect(Collectors.joining(",", name, ""));
  }

  private static List<Line> live(LiveComparison live) {
    List<Line> lines = new ArrayList<>();
    if (live.problem() != null) {
      lines.add(Line.info("The application's own database was not compared: " + live.problem()));
      return lines;
    }
    lines.add(Line.info("Database: " + live.database()));
    if (!live.unknown().isEmpty()) {
      lines.add(
          Line.warn(
              "The database is ahead of this checkout: it has "
                  + String.join(", ", live.unknown())));
    } else if (!live.pending().isEmpty()) {
      lines.add(
          Line.info(
              "The database is behind by "
                  + count(live.pending().size(), "revision")
                  + "; it was compared at its own revision."));
    }
    long open = live.drift().stream().filter(Drift::isOpen).count();
    if (open > 0) {
      lines.add(
          Line.warn(
              "The database has drifted from its history ("
                  + count(open, "difference")
                  + "). The history is taken as right; -Dmigrate.current=database takes the"
                  + " database."));
    }
    lines.addAll(DriftReport.of(live.drift(), "  drift: "));
    return lines;
  }

  private static void notCompared(List<NotCompared> notCompared, List<Line> lines) {
    Map<String, List<String>> byKind = new TreeMap<>();
    notCompared.forEach(
        n -> byKind.computeIfAbsent(n.kind(), kind -> new ArrayList<>()).add(n.name()));
    byKind.forEach(
        (kind, names) ->
            lines.add(
                Line.info(
                    "Not compared, never touched: " + kind + " " + String.join(", ", names))));
  }

  private static String named(Revision revision) {
    return revision.id() + " " + revision.message();
  }

  private static String named(AppliedRevision revision) {
    return revision.id() + " " + revision.message();
  }

  private static String count(long n, String thing) {
    return Counted.of(n, thing);
  }

  private static String shown(Duration duration) {
    return duration.toMillis() < 1000
        ? duration.toMillis() + " ms"
        : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}

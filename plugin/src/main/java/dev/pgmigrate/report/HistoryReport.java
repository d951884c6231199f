package dev.pgmigrate.report;

import dev.pgmigrate.command.HistoryCommand;
import dev.pgmigrate.command.RebaseCommand;
import dev.pgmigrate.command.ShowCommand;
import dev.pgmigrate.command.SquashCommand;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.Squash;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionWriter;
import dev.pgmigrate.sql.ShownSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The history of revisions, and what the goals that rearrange it did: rebase and squash. */
public final class HistoryReport {

  private HistoryReport() {}

  /** All revisions, the newest last. */
  public static List<Line> history(HistoryCommand.Result result) {
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
                    + Phrases.named(applied)
                    + (one == null ? "  (no file)" : "  (squashed into " + one.id() + ")")));
      } else if (revision != null) {
        String as = entry.squash() == null ? "" : "  " + as(entry.squash());
        String state = entry.held() ? padded("held") : state(applied);
        lines.add(Line.info("  " + state + "  " + Phrases.named(revision) + as));
      }
    }
    return lines;
  }

  /** Why it counts as applied. */
  static String as(Squash squash) {
    return "(as the " + Phrases.count(squash.replaced().size(), "revision") + " that it replaces)";
  }

  private static String state(@Nullable AppliedRevision applied) {
    if (applied == null) {
      return padded("pending");
    }
    return applied.complete()
        ? padded("applied " + Phrases.shown(applied.at()))
        : padded("unfinished (" + applied.applied() + " of " + applied.steps() + ")");
  }

  /** As wide as {@code applied 2026-11-22T10:30:00Z}. */
  private static String padded(String state) {
    return String.format(Locale.ROOT, "%-28s", state);
  }

  /** The heads. */
  public static List<Line> heads(List<Revision> heads) {
    return heads.isEmpty()
        ? List.of(Line.info("There are no revisions."))
        : heads.stream().map(head -> Line.info(Phrases.named(head))).toList();
  }

  /** One revision, as its file has it, but for passwords. */
  public static List<Line> show(ShowCommand.Result result, Project project) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.info(project.show(result.file())));
    ShownSql.withoutPasswords(RevisionWriter.write(result.revision()))
        .lines()
        .forEach(line -> lines.add(Line.info(line)));
    return lines;
  }

  /** What {@code rebase} moved. */
  public static List<Line> rebase(RebaseCommand.Result result, Project project) {
    List<Line> lines = new ArrayList<>();
    result.notChecked().forEach(text -> lines.add(Line.warn(text)));
    lines.add(
        Line.info(
            "Moved "
                + Phrases.count(result.moved().size(), "revision")
                + " onto "
                + Phrases.named(result.onto())
                + ": changed the parent in "
                + project.show(result.file())));
    result
        .mended()
        .forEach(
            database ->
                lines.add(
                    Line.info(
                        "Both orders make the same schema; recorded the new order in "
                            + database)));
    return lines;
  }

  /** What {@code squash} put in the place of others. */
  public static List<Line> squash(SquashCommand.Result result, Project project) {
    List<Line> lines = new ArrayList<>();
    List<Revision> replaced = result.replaced();
    Revision one = result.written().revision();
    Revision last = replaced.get(replaced.size() - 1);
    lines.add(
        Line.info(
            "Squashed "
                + Phrases.count(replaced.size(), "revision")
                + ", "
                + Phrases.named(replaced.get(0))
                + " to "
                + Phrases.named(last)
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
            "Tried on a throw-away database: the upgrade makes the same schema, and "
                + (one.irreversible() == null
                    ? "the downgrade restores the schema before it."
                    : "there is no downgrade (" + one.irreversible() + ").")));
    lines.add(
        Line.info(
            "A database with all of them counts the new one as applied. A database with"
                + " some of them is refused: first upgrade it with the previous checkout"
                + (one.phase() == Revision.Phase.CONTRACT
                    ? ", contract revisions included."
                    : ".")));
    replaced.stream()
        .filter(each -> !each.replaces().isEmpty())
        .forEach(
            each ->
                lines.add(
                    Line.warn(
                        Phrases.named(each)
                            + " was itself squashed: also upgrade each database that still has the"
                            + " revisions it replaces with the previous checkout.")));
    return lines;
  }
}

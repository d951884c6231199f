package dev.pgmigrate.report;

import dev.pgmigrate.command.AmendCommand;
import dev.pgmigrate.command.BaselineCommand;
import dev.pgmigrate.command.RevisionCommand;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.StepPolicies;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.Revision;
import java.util.ArrayList;
import java.util.List;

/** What the goals that write a revision of their own found and wrote: revision and baseline. */
public final class RevisionReport {

  private RevisionReport() {}

  /** What {@code revision} found and wrote. */
  public static List<Line> revision(RevisionCommand.Result result, Project project) {
    return revision(result, project, false);
  }

  /**
   * The same.
   *
   * @param dryRun whether the files were only printed
   */
  public static List<Line> revision(
      RevisionCommand.Result result, Project project, boolean dryRun) {
    List<Line> lines = new ArrayList<>();
    result.modelWarnings().forEach(text -> lines.add(Line.warn(text)));
    result.modelNotes().forEach(text -> lines.add(Line.info(text)));
    if (result.live() != null) {
      lines.addAll(DriftReport.live(result.live()));
    }
    NoticeReport.unmatched(result.unmatched(), lines);
    lines.addAll(NoticeReport.of(result.notices()));
    NoticeReport.notCompared(result.notCompared(), lines);
    if (!result.questions().isEmpty()) {
      return lines;
    }
    if (result.files().isEmpty()) {
      lines.add(
          Line.info(
              result.comparedWith().equals("database")
                  ? "No changes: the database matches the entities and schema files."
                  : "No changes: the history matches the entities and schema files."));
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
                "Its changes break the previous release (phase: contract): a database in"
                    + " service gets it only with -Dmigrate.phase=contract."));
      }
    }
    result
        .remaining()
        .forEach(
            change ->
                lines.add(
                    Line.warn(
                        "Tried on a throw-away database, the revision leaves this difference: "
                            + ChangeSummary.line(change)
                            + ". Please report it, and complete the file by hand.")));
    return lines;
  }

  /** What {@code revision} replaced, where it was to amend. */
  public static List<Line> amend(AmendCommand.Result result, Project project) {
    List<Line> lines = new ArrayList<>();
    result.notChecked().forEach(text -> lines.add(Line.warn(text)));
    result
        .takenBack()
        .forEach(
            revision ->
                lines.add(
                    Line.info(
                        "Took "
                            + Phrases.named(revision)
                            + " back in the embedded development database; apply the new one: mvn"
                            + " migrate:upgrade")));
    for (int i = 0; i < result.replaced().size(); i++) {
      lines.add(
          Line.info(
              "Replaced "
                  + project.show(result.replaced().get(i).path())
                  + "; the old file is kept as "
                  + project.show(result.kept().get(i))));
    }
    return lines;
  }

  /** What {@code baseline} adopted. */
  public static List<Line> baseline(BaselineCommand.Result result, Project project) {
    List<Line> lines = new ArrayList<>();
    NoticeReport.unmatched(result.unmatched(), lines);
    result.leftOut().forEach(notice -> lines.add(Line.warn(notice.message())));
    NoticeReport.notCompared(result.notCompared(), lines);
    NoticeReport.neighbours(
        result.neighbours(),
        "Not adopted: ",
        ". To adopt a table, declare it in an entity or a schema file.",
        lines);
    lines.add(Line.info("Wrote " + project.show(result.written())));
    lines.add(
        Line.info(
            Phrases.count(result.tables(), "table")
                + " adopted as revision "
                + Phrases.named(result.revision())));
    lines.add(Line.info("To list the differences from the entities, by kind: mvn migrate:accept"));
    return lines;
  }
}

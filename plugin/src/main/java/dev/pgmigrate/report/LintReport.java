package dev.pgmigrate.report;

import dev.pgmigrate.command.LintCommand;
import dev.pgmigrate.command.MigrationFailure;
import dev.pgmigrate.command.Project;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code lint} found, for people. */
public final class LintReport {
  private LintReport() {}

  /** Grouped by file, the worst first. */
  public static List<Line> of(LintCommand.Result result, Project project) {
    List<Line> lines = new ArrayList<>();
    for (LintCommand.Judged file : result.files()) {
      String path = project.show(file.path());
      if (file.findings().isEmpty()) {
        lines.add(Line.info(path + ": nothing found"));
      }
      file.findings().forEach(finding -> lines.add(line(path, finding)));
    }
    if (result.files().isEmpty()) {
      lines.add(Line.info("No revision is new; -Dmigrate.all judges every one."));
    }
    if (!result.notChecked().isEmpty()) {
      lines.add(
          Line.warn(
              "Not checked, for the role of the throw-away database is no superuser: "
                  + String.join(", ", result.notChecked())
                  + ". That of an embedded one is: leave migrate.shadow out."));
    }
    return lines;
  }

  private static Line line(String path, Finding finding) {
    String where = path + ":" + finding.statement().line() + ": ";
    if (finding.allowed() != null) {
      return Line.info(where + "allowed: " + finding.rule() + " (" + finding.allowed() + ")");
    }
    String text =
        where
            + word(finding.severity())
            + ": "
            + finding.message()
            + " ["
            + finding.rule()
            + "]\n  "
            + finding.mend();
    return finding.severity() == Severity.NOTE ? Line.info(text) : Line.warn(text);
  }

  /**
   * Fails the build from a severity on.
   *
   * @throws MigrationFailure when something as bad was found and is not allowed
   */
  public static void failOn(LintCommand.Result result, Severity least) {
    List<String> counts = new ArrayList<>();
    boolean fails = false;
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE)) {
      long count = result.count(severity);
      if (count > 0) {
        counts.add(Counted.of(count, word(severity)));
        fails |= severity.compareTo(least) >= 0;
      }
    }
    if (fails) {
      throw new MigrationFailure(
          String.join(", ", counts)
              + ". Mend them, or write '-- migrate:allow <rule> <why>' above a statement.");
    }
  }

  private static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}

package dev.pgmigrate.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Linter;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.lint.rules.Rules;
import dev.pgmigrate.plan.Plan;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionParser;
import dev.pgmigrate.revision.RevisionWriter;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.watch.Watcher;
import dev.pgmigrate.watch.WrittenRows;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the rules find in the revisions that lead one database to another, comments taken out. */
public final class LintedPlans {
  private LintedPlans() {}

  /**
   * Executes both revisions, and gives what weighs more than a note and is not in a warning above
   * its step.
   */
  public static List<String> unexpected(Migration migration) throws SQLException {
    List<String> unexpected = new ArrayList<>();
    Plan expand = migration.expand();
    unexpected.addAll(unexpected(migration.left(), expand, Revision.Phase.EXPAND));
    Plan contract = migration.contract();
    unexpected.addAll(unexpected(migration.left(), contract, Revision.Phase.CONTRACT));
    return unexpected;
  }

  private static List<String> unexpected(ShadowDatabase database, Plan plan, Revision.Phase phase) {
    if (plan.up().isEmpty()) {
      return List.of();
    }
    Revision written =
        new Revision(
            "3f9c1a7be204",
            "x",
            List.of(),
            List.of(),
            List.of(),
            Instant.EPOCH,
            phase,
            null,
            Map.of(),
            plan.up(),
            plan.down());
    return unexpected(
        database, RevisionParser.parse(Path.of("x.sql"), RevisionWriter.write(written)));
  }

  /** Likewise of one revision, on a database that has what comes before it. */
  public static List<String> unexpected(ShadowDatabase database, Revision revision) {
    try (Watcher watcher = new Watcher(database, WrittenRows::of)) {
      List<WatchedStep> up = watcher.up("revision.sql", revision.up());
      Linter linter = new Linter(Rules.all(), Map.of());
      List<Finding> written = linter.lint(new WatchedRevision(revision, up, false));
      List<WatchedStep> bare = up.stream().map(LintedPlans::withoutComments).toList();
      assertThat(linter.lint(new WatchedRevision(revision, bare, false)))
          .as("a comment changes neither what is found nor how much it weighs")
          .containsExactlyElementsOf(written.stream().map(finding -> undeclared(finding)).toList());
      return written.stream()
          .filter(finding -> finding.severity() != Severity.NOTE && finding.allowed() == null)
          .map(finding -> finding.rule() + ": " + finding.message())
          .toList();
    }
  }

  private static WatchedStep withoutComments(WatchedStep step) {
    return new WatchedStep(
        step.kind(),
        step.statements().stream()
            .map(
                watched ->
                    new WatchedStatement(
                        new Statement(
                            watched.statement().sql(), List.of(), watched.statement().line()),
                        watched.effects(),
                        watched.dml()))
            .toList());
  }

  private static Finding undeclared(Finding finding) {
    return new Finding(
        finding.rule(),
        finding.severity(),
        finding.file(),
        finding.line(),
        finding.message(),
        finding.mend(),
        null);
  }
}

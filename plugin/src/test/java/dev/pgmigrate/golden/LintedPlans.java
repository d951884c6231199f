package dev.pgmigrate.golden;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Linter;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.lint.rules.Rules;
import dev.pgmigrate.plan.Plan;
import dev.pgmigrate.plan.Step;
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
import java.util.stream.Stream;

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
    List<Step> bare = revision.up().stream().map(LintedPlans::withoutComments).toList();
    try (Watcher watcher = new Watcher(database, WrittenRows::of)) {
      List<WatchedStep> up = watcher.up("revision.sql", bare);
      WatchedRevision watched = new WatchedRevision(revision.withSteps(bare, List.of()), up, false);
      return new Linter(Rules.all(), Map.of())
          .lint(watched).stream()
              .filter(finding -> finding.severity() != Severity.NOTE)
              .filter(finding -> !isWarnedOf(revision, finding))
              .map(finding -> finding.rule() + ": " + finding.message())
              .toList();
    }
  }

  private static Step withoutComments(Step step) {
    return new Step(
        step.kind(),
        step.statements().stream()
            .map(statement -> new Statement(statement.sql(), List.of(), statement.line()))
            .toList(),
        step.options(),
        step.doneWhen(),
        step.line());
  }

  /** The rule and the warning speak of the same thing. */
  private static boolean isWarnedOf(Revision revision, Finding finding) {
    return Rules.all().stream()
        .filter(rule -> rule.id().equals(finding.rule()))
        .flatMap(rule -> rule.warnedAs().stream())
        .anyMatch(
            id -> comments(revision, finding).anyMatch(c -> c.startsWith("warning " + id + ":")));
  }

  private static Stream<String> comments(Revision revision, Finding finding) {
    return revision.up().stream()
        .filter(
            step ->
                step.statements().stream()
                    .anyMatch(statement -> statement.line() == finding.line()))
        .flatMap(step -> step.statements().stream())
        .flatMap(statement -> statement.comments().stream());
  }
}

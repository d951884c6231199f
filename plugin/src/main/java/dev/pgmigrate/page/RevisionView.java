package dev.pgmigrate.page;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.sql.ShownSql;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.verify.RollbackGrade;
import dev.pgmigrate.verify.Verdict;
import dev.pgmigrate.verify.VerifiedRevision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A judged revision as templates want it.
 *
 * @param anchor names it within a page
 * @param id empty for a script of another tool
 * @param grade how much of it goes back, in a word
 * @param gradeStyle the same as a class of the style sheet
 * @param loose findings that stand beside no statement
 * @param down its down steps as SQL; empty where there are none
 */
record RevisionView(
    String anchor,
    String id,
    String message,
    String file,
    boolean contract,
    String grade,
    String gradeStyle,
    List<String> reasons,
    List<StepView> steps,
    List<FindingView> loose,
    String down) {
  /**
   * A step.
   *
   * @param kind how it is executed, in words
   */
  record StepView(int number, String kind, List<StatementView> statements) {}

  /**
   * A statement.
   *
   * @param named whether its anchor is its own: not the revision's, nor that of another statement
   *     on the same line
   * @param line empty where it is in no file
   * @param comments the lines right above it, as SQL
   */
  record StatementView(
      String anchor,
      boolean named,
      String line,
      String comments,
      String sql,
      List<EffectWords.Words> effects,
      List<FindingView> findings) {}

  /** All of them, in the order of execution. */
  static List<RevisionView> all(Verdict verdict, Project project) {
    List<RevisionView> views = new ArrayList<>();
    FindingView.Ids ids = new FindingView.Ids(verdict);
    for (VerifiedRevision revision : verdict.revisions()) {
      views.add(of(revision, "r" + (views.size() + 1), verdict, ids, project));
    }
    return views;
  }

  private static RevisionView of(
      VerifiedRevision verified,
      String anchor,
      Verdict verdict,
      FindingView.Ids ids,
      Project project) {
    Revision revision = verified.watched().revision();
    List<Finding> left = new ArrayList<>(verdict.about(verified));
    List<StepView> steps = new ArrayList<>();
    Set<String> anchors = new HashSet<>(Set.of(anchor));
    for (WatchedStep step : verified.watched().up()) {
      List<StatementView> statements = new ArrayList<>();
      for (WatchedStatement statement : step.statements()) {
        statements.add(statement(statement, anchor, anchors, left, ids, project));
      }
      if (!statements.isEmpty()) {
        steps.add(new StepView(steps.size() + 1, words(step.kind()), statements));
      }
    }
    RollbackGrade rollback = verified.rollback();
    return new RevisionView(
        anchor,
        verified.watched().foreign() ? "" : revision.id(),
        revision.message(),
        project.show(verified.file()),
        revision.phase() == Revision.Phase.CONTRACT,
        rollback.kind().word(),
        rollback.kind().word().replace(' ', '-'),
        rollback.reasons(),
        steps,
        left.stream().map(finding -> FindingView.of(finding, project, ids, "")).toList(),
        sql(revision.down()));
  }

  private static StatementView statement(
      WatchedStatement watched,
      String revision,
      Set<String> anchors,
      List<Finding> left,
      FindingView.Ids ids,
      Project project) {
    Statement statement = watched.statement();
    int first = statement.line();
    int last = statement.lastLine();
    String anchor = first > 0 ? revision + "-" + first : revision;
    List<FindingView> beside = new ArrayList<>();
    for (Finding finding : List.copyOf(left)) {
      if (finding.line() > 0 && finding.line() >= first && finding.line() <= last) {
        beside.add(FindingView.of(finding, project, ids, ""));
        left.remove(finding);
      }
    }
    return new StatementView(
        anchor,
        anchors.add(anchor),
        first > 0 ? String.valueOf(first) : "",
        comments(statement),
        statement.shown() + ";",
        EffectWords.of(watched),
        beside);
  }

  /** The whole of its up steps. */
  String sql() {
    return steps.stream()
        .flatMap(step -> step.statements().stream())
        .map(statement -> statement.comments() + statement.sql())
        .collect(Collectors.joining("\n\n"));
  }

  /** What others notice of it, each once. */
  List<String> heavyEffects() {
    return steps.stream()
        .flatMap(step -> step.statements().stream())
        .flatMap(statement -> statement.effects().stream())
        .filter(EffectWords.Words::heavy)
        .map(EffectWords.Words::text)
        .distinct()
        .toList();
  }

  private static String sql(List<Step> steps) {
    return steps.stream()
        .flatMap(step -> step.statements().stream())
        .map(statement -> comments(statement) + statement.shown() + ";")
        .collect(Collectors.joining("\n\n"));
  }

  /** Warnings and explanations: what a reviewer has to know of the statement. */
  private static String comments(Statement statement) {
    return statement.comments().stream()
        .map(line -> ("-- " + ShownSql.withoutPasswords(line.strip())).strip() + "\n")
        .collect(Collectors.joining());
  }

  private static String words(Step.Kind kind) {
    return switch (kind) {
      case TRANSACTION -> "one transaction";
      case NO_TRANSACTION -> "no transaction";
      case BATCH -> "in batches, a transaction each";
    };
  }
}

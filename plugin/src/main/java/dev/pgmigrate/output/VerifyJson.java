package dev.pgmigrate.output;

import dev.pgmigrate.lint.Effects;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.LostValues;
import dev.pgmigrate.lint.Relation;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.verify.CheckedRule;
import dev.pgmigrate.verify.NotChecked;
import dev.pgmigrate.verify.RollbackGrade;
import dev.pgmigrate.verify.Verdict;
import dev.pgmigrate.verify.VerifiedRevision;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Everything, for programs. The records below are the format; {@code verify-1.schema.json}
 * describes it. A key is only ever added; whoever removes one or gives it another meaning raises
 * {@link #FORMAT}.
 */
final class VerifyJson implements Form {
  static final int FORMAT = 1;

  private record Document(
      int format,
      String goal,
      boolean passed,
      String failOn,
      Counts counts,
      List<CheckedRule> checks,
      List<Line> findings,
      List<Judged> revisions,
      List<String> missing,
      List<NotChecked> notChecked,
      @Nullable String database) {}

  private record Counts(
      long errors, long warnings, long notes, long allowed, int notChecked, int revisions) {}

  private record Line(
      String rule,
      String severity,
      @Nullable String file,
      @Nullable Integer line,
      String message,
      String mend,
      @Nullable String allowed,
      String fingerprint) {}

  private record Judged(
      String file,
      @Nullable String revision,
      String message,
      @Nullable String phase,
      Rollback rollback,
      List<Step> steps) {}

  private record Rollback(String grade, List<String> reasons) {}

  private record Step(String kind, List<Statement> statements) {}

  private record Statement(int line, String sql, Seen effects) {}

  private record Seen(
      List<Locked> locks,
      List<String> rewritten,
      List<String> scanned,
      List<OnTable> builtIndexes,
      List<OnTable> validatedKeys,
      List<Dropped> dropped,
      List<Executed> commands,
      List<NewType> retyped,
      List<LostValues> lostValues,
      List<String> cutNames,
      @Nullable String refused,
      @Nullable String sqlState) {}

  private record Executed(String tag, String type, String name, boolean existing) {}

  private record NewType(String table, String column, String from, String to, String fit) {}

  private record Locked(String relation, String mode, boolean existing) {}

  private record OnTable(String name, String table) {}

  private record Dropped(String type, String name, boolean named) {}

  @Override
  public String file() {
    return "verify.json";
  }

  @Override
  public String text(Outcome outcome) {
    Verdict verdict = outcome.verdict();
    Fingerprints fingerprints = Fingerprints.of(outcome);
    return Json.complete(
            new Document(
                FORMAT,
                outcome.goal(),
                outcome.passed(),
                word(outcome.failOn()),
                counts(verdict),
                verdict.checks(),
                verdict.findings().stream().map(f -> line(f, outcome, fingerprints)).toList(),
                verdict.revisions().stream().map(judged -> judged(judged, outcome)).toList(),
                verdict.missing(),
                verdict.notChecked(),
                verdict.database()))
        + "\n";
  }

  private static Counts counts(Verdict verdict) {
    return new Counts(
        verdict.count(Severity.ERROR),
        verdict.count(Severity.WARNING),
        verdict.count(Severity.NOTE),
        verdict.findings().size() - verdict.open().count(),
        verdict.notChecked().size(),
        verdict.total());
  }

  private static Line line(Finding finding, Outcome outcome, Fingerprints fingerprints) {
    return new Line(
        finding.rule(),
        word(finding.severity()),
        outcome.pathOf(finding),
        finding.line() > 0 ? finding.line() : null,
        finding.message(),
        finding.mend(),
        finding.allowed(),
        fingerprints.of(finding));
  }

  private static Judged judged(VerifiedRevision judged, Outcome outcome) {
    Revision revision = judged.watched().revision();
    boolean foreign = judged.watched().foreign();
    RollbackGrade grade = judged.rollback();
    return new Judged(
        outcome.path(judged.file()),
        foreign ? null : revision.id(),
        revision.message(),
        foreign ? null : word(revision.phase()),
        new Rollback(grade.kind().word(), grade.reasons()),
        judged.watched().up().stream().map(VerifyJson::step).toList());
  }

  private static Step step(WatchedStep step) {
    return new Step(
        word(step.kind()), step.statements().stream().map(VerifyJson::statement).toList());
  }

  private static Statement statement(WatchedStatement watched) {
    return new Statement(
        watched.statement().line(), watched.statement().shown(), seen(watched.effects()));
  }

  private static Seen seen(Effects effects) {
    return new Seen(
        effects.locks().stream()
            .map(
                lock ->
                    new Locked(
                        lock.relation().toString(),
                        lock.mode().words(),
                        lock.relation().existing()))
            .toList(),
        names(effects.rewritten()),
        names(effects.scanned()),
        effects.built().stream()
            .map(index -> new OnTable(index.name(), index.table().toString()))
            .toList(),
        effects.validated().stream()
            .map(key -> new OnTable(key.name(), key.table().toString()))
            .toList(),
        effects.dropped().stream()
            .map(object -> new Dropped(object.type(), object.identity(), object.named()))
            .toList(),
        effects.commands().stream()
            .map(
                command ->
                    new Executed(
                        command.tag(),
                        command.objectType(),
                        command.identity(),
                        command.existing()))
            .toList(),
        effects.retyped().stream()
            .map(
                column ->
                    new NewType(
                        column.table().toString(),
                        column.column(),
                        column.from(),
                        column.to(),
                        word(column.fit())))
            .toList(),
        effects.lostValues(),
        effects.cutNames(),
        effects.refusal() == null ? null : effects.refusal().message(),
        effects.refusal() == null ? null : effects.refusal().sqlState());
  }

  private static List<String> names(List<Relation> relations) {
    return relations.stream().map(Relation::toString).toList();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

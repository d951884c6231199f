package dev.pgmigrate.proof;

import dev.pgmigrate.lint.GrowsWithTable;
import dev.pgmigrate.lint.Linter;
import dev.pgmigrate.lint.LiveTables;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.rules.Rules;
import dev.pgmigrate.shadow.ServerStatement;
import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Token;
import dev.pgmigrate.verify.VerdictBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Applies the rules to revisions that were watched. */
public final class Judge {
  private static final String NO_SUPERUSER =
      "The role of the throw-away database is not a superuser; with an embedded"
          + " server it is: leave migrate.shadow out.";

  private final LintLevels levels;
  private final VerdictBuilder verdict;

  /** One that tells this verdict what it finds. */
  public Judge(LintLevels levels, VerdictBuilder verdict) {
    this.levels = levels;
    this.verdict = verdict;
  }

  /**
   * Judges what one branch adds.
   *
   * @param branch its revisions, in their order, each with its file
   * @param sources where their effects are known from
   * @param more rules that know something besides; one with the id of another goes before it
   * @param live the tables of the live database, as far as they are known
   */
  public void judge(
      Map<WatchedRevision, Path> branch, Set<Source> sources, List<Rule> more, LiveTables live) {
    List<Rule> rules = new ArrayList<>(more);
    Set<String> known = more.stream().map(Rule::id).collect(Collectors.toSet());
    for (Rule rule : Rules.all()) {
      if (known.contains(rule.id())) {
        continue;
      }
      if (sources.containsAll(rule.needs())) {
        rules.add(rule);
      } else if (levels.wants(rule)) {
        verdict.notChecked(rule.id(), NO_SUPERUSER);
      }
    }
    branch.forEach(this::leftOut);
    Linter linter = new Linter(rules, levels.byId(), notApplied(rules));
    Set<String> growing =
        rules.stream()
            .filter(GrowsWithTable.class::isInstance)
            .map(Rule::id)
            .collect(Collectors.toSet());
    List<WatchedRevision> revisions = List.copyOf(branch.keySet());
    branch.forEach(
        (watched, file) ->
            linter.lint(watched, revisions).stream()
                .map(
                    finding ->
                        growing.contains(finding.rule())
                            ? live.weighed(finding, watched, !levels.decide(finding.rule()))
                            : finding)
                .forEach(finding -> verdict.found(finding.in(file))));
  }

  /** A throw-away database says nothing of these. */
  private void leftOut(WatchedRevision watched, Path file) {
    Stream.concat(watched.revision().up().stream(), watched.revision().down().stream())
        .flatMap(step -> step.statements().stream())
        .filter(ServerStatement::is)
        .forEach(
            statement ->
                verdict.notChecked(
                    "statement-refused",
                    "%s, line %d: %s reaches beyond the database, so it was not executed."
                        .formatted(file.getFileName(), statement.line(), kind(statement))));
  }

  /** Its first two words: a connection further on has a password. */
  private static String kind(Statement statement) {
    return Lexer.tokens(statement.sql()).stream()
        .filter(token -> token.kind() == Token.Kind.WORD)
        .limit(2)
        .map(token -> token.text().toUpperCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }

  /** What a file allows of these may be there nevertheless. */
  private Set<String> notApplied(List<Rule> rules) {
    Set<String> ids = new HashSet<>(LintLevels.ids());
    ids.add(EditedHistory.RULE);
    rules.stream()
        .filter(levels::wants)
        .map(Rule::id)
        .filter(id -> !verdict.isNotChecked(id))
        .forEach(ids::remove);
    return ids;
  }
}

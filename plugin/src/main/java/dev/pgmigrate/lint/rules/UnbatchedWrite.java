package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.DmlShape;
import dev.pgmigrate.lint.GrowsWithTable;
import dev.pgmigrate.lint.Lock;
import dev.pgmigrate.lint.LockMode;
import dev.pgmigrate.lint.Relation;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Token;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An UPDATE or DELETE of a table in use may write many rows in one transaction. */
final class UnbatchedWrite extends StatementRule implements GrowsWithTable {
  UnbatchedWrite() {
    super(
        "unbatched-write",
        Severity.NOTE,
        "If many rows match, write it as a batch step: -- migrate:up batch key=<primary key> size=5000.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    DmlShape dml = statement.dml();
    return dml.parsed()
            && dml.verb() != null
            && dml.bounded()
            && step.kind() != Step.Kind.BATCH
            && writesExisting(statement, step)
        ? Stream.of(
            dml.verb()
                + " writes all rows"
                + (dml.table() == null ? "" : " of " + dml.table())
                + " that match in one transaction; their writers wait until it ends")
        : Stream.empty();
  }

  /** What the branch itself created has no writers yet. */
  static boolean writesExisting(WatchedStatement statement, WatchedStep step) {
    return step.until(statement)
        .flatMap(one -> one.effects().locks().stream())
        .filter(lock -> lock.mode().compareTo(LockMode.ROW_EXCLUSIVE) >= 0)
        .map(Lock::relation)
        .filter(Relation::isExistingTable)
        .anyMatch(table -> isNamed(table, statement.dml().table()));
  }

  private static boolean isNamed(Relation table, @Nullable String name) {
    if (name == null) {
      return true;
    }
    List<String> parts =
        Lexer.tokens(name).stream()
            .filter(token -> token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED)
            .map(UnbatchedWrite::plain)
            .toList();
    List<String> path = List.of(table.name().namespace(), table.name().name());
    return parts.size() <= path.size()
        && path.subList(path.size() - parts.size(), path.size()).equals(parts);
  }

  private static String plain(Token token) {
    String text = token.text();
    return token.kind() == Token.Kind.WORD
        ? Identifier.fold(text)
        : text.substring(1, text.length() - 1).replace("\"\"", "\"");
  }
}

package dev.pgmigrate.lint;

import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Token;
import java.util.List;
import org.apiguardian.api.API;

/** A statement of a revision and what it was seen to do. */
@API(status = API.Status.EXPERIMENTAL)
public record WatchedStatement(Statement statement, Effects effects, DmlShape dml) {
  private static final List<String> CALLING =
      List.of("WITH", "VALUES", "INSERT", "UPDATE", "DELETE", "MERGE");

  /** Whether its first words are these, e.g. {@code DROP INDEX CONCURRENTLY}. */
  public boolean begins(String words) {
    return statement.begins(words);
  }

  /** Whether this keyword stands in it, outside of literals and comments. */
  public boolean says(String keyword) {
    return code().stream().anyMatch(token -> token.isWord(keyword));
  }

  /** Whether it writes rows of a query, so that their number is not known from its text. */
  public boolean insertsQuery() {
    return begins("INSERT") && says("SELECT");
  }

  /** Whether it executes code whose branches and loops depend on data. */
  public boolean hidesCode() {
    return begins("DO") || begins("CALL") || begins("SELECT") || begins("EXECUTE");
  }

  /** Whether what it does may be done by code that it executes, a trigger's or a function's. */
  public boolean runsCode() {
    return hidesCode() || CALLING.stream().anyMatch(this::begins);
  }

  private List<Token> code() {
    return Lexer.tokens(statement.sql()).stream()
        .filter(token -> token.kind() != Token.Kind.COMMENT)
        .toList();
  }
}

package dev.pgmigrate.lint;

import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Token;
import java.util.List;

/** A statement of a revision and what it was seen to do. */
public record WatchedStatement(Statement statement, Effects effects, DmlShape dml) {
  /** Whether its first words are these, e.g. {@code DROP INDEX CONCURRENTLY}. */
  public boolean begins(String words) {
    List<Token> tokens = code();
    String[] wanted = words.split(" ", -1);
    if (tokens.size() < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!tokens.get(i).isWord(wanted[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether this keyword stands in it, outside of literals and comments. */
  public boolean says(String keyword) {
    return code().stream().anyMatch(token -> token.isWord(keyword));
  }

  /** Whether it executes code whose branches and loops depend on data. */
  public boolean hidesCode() {
    return begins("DO") || begins("CALL") || begins("SELECT") || begins("EXECUTE");
  }

  private List<Token> code() {
    return Lexer.tokens(statement.sql()).stream()
        .filter(token -> token.kind() != Token.Kind.COMMENT)
        .toList();
  }
}

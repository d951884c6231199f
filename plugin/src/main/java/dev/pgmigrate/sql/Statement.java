package dev.pgmigrate.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * One SQL statement, generated or read from a script.
 *
 * @param sql the statement without its final semicolon and without comments before it
 * @param comments lines (without {@code --}) that stand right above it: warnings, explanations
 * @param line the first line of {@code sql} in its file, from 1; 0 when it is in no file
 */
@API(status = API.Status.EXPERIMENTAL)
public record Statement(String sql, List<String> comments, int line) {
  private static final Set<String> TRANSACTION_CONTROL =
      Set.of("begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release");

  public Statement {
    comments = List.copyOf(comments);
  }

  /** A generated statement. */
  public static Statement of(String sql) {
    return new Statement(sql, List.of(), 0);
  }

  /** The same statement with these lines above it, before those it has. */
  public Statement withComments(List<String> lines) {
    List<String> all = new java.util.ArrayList<>(lines);
    all.addAll(comments);
    return new Statement(sql, all, line);
  }

  /** The SQL without its passwords: whatever is printed, and not executed, is this. */
  public String shown() {
    return ShownSql.withoutPasswords(sql);
  }

  /** Its last line in its file; one before the first where it is in no file and has one line. */
  public int lastLine() {
    return line + (int) sql.lines().count() - 1;
  }

  /** Whether its first words are these, e.g. {@code DROP INDEX CONCURRENTLY}. */
  public boolean begins(String words) {
    Lexer lexer = new Lexer(sql);
    for (String word : words.split(" ", -1)) {
      Optional<Token> next = lexer.next();
      while (next.isPresent() && next.get().kind() == Token.Kind.COMMENT) {
        next = lexer.next();
      }
      if (next.isEmpty() || !next.get().isWord(word)) {
        return false;
      }
    }
    return true;
  }

  /** Whether it opens or ends a transaction, or a part of one. */
  public boolean controlsTransaction() {
    return TRANSACTION_CONTROL.contains(firstWord());
  }

  /** Its first word, folded: {@code create}; empty where it has none. */
  public String firstWord() {
    Lexer lexer = new Lexer(sql);
    for (Optional<Token> next = lexer.next(); next.isPresent(); next = lexer.next()) {
      if (next.get().kind() == Token.Kind.WORD) {
        return next.get().folded();
      }
    }
    return "";
  }
}

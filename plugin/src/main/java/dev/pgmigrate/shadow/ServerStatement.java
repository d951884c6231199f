package dev.pgmigrate.shadow;

import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Token;
import java.util.List;
import java.util.Locale;

/**
 * Statements that reach beyond the throw-away database, so that they are never executed where there
 * is one: what they do stays behind on the server, or concerns a database of somebody else. A
 * database that a statement names is never the throw-away one, whose name nobody knows.
 */
public final class ServerStatement {
  /** PostgreSQL refuses these in a transaction before it does anything. */
  private static final List<String> OUTSIDE =
      List.of(
          "CREATE DATABASE",
          "DROP DATABASE",
          "ALTER SYSTEM",
          "CREATE TABLESPACE",
          "DROP TABLESPACE");

  private static final List<String> ANYWHERE =
      List.of(
          "ALTER DATABASE",
          "COMMENT ON DATABASE",
          "ALTER TABLESPACE",
          "COMMENT ON TABLESPACE",
          // They connect to another server and make a slot there.
          "CREATE SUBSCRIPTION",
          "ALTER SUBSCRIPTION",
          "DROP SUBSCRIPTION",
          "COMMENT ON SUBSCRIPTION");

  private ServerStatement() {}

  /** Whether a statement of a step without a transaction is one. */
  public static boolean is(Statement statement) {
    return isInTransaction(statement) || OUTSIDE.stream().anyMatch(statement::begins);
  }

  /** Whether it is one that PostgreSQL executes in a transaction, too. */
  public static boolean isInTransaction(Statement statement) {
    return ANYWHERE.stream().anyMatch(statement::begins) || grantsOnServer(statement);
  }

  private static boolean grantsOnServer(Statement statement) {
    if (!statement.begins("GRANT") && !statement.begins("REVOKE")) {
      return false;
    }
    String words =
        Lexer.tokens(statement.sql()).stream()
            .filter(token -> token.kind() == Token.Kind.WORD)
            .map(token -> token.text().toUpperCase(Locale.ROOT))
            .reduce("", (a, b) -> a + " " + b);
    return words.contains(" ON DATABASE ") || words.contains(" ON TABLESPACE ");
  }
}

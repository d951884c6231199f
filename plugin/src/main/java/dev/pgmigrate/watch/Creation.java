package dev.pgmigrate.watch;

import dev.pgmigrate.jdbc.SqlResource;
import dev.pgmigrate.lint.Command;
import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Token;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Statements that make new objects and change nothing else than what their commands name: what they
 * did is known without their locks.
 */
final class Creation {
  private static final Set<String> CREATING =
      Set.of(
          "CREATE TABLE",
          "CREATE INDEX",
          "CREATE SEQUENCE",
          "ALTER SEQUENCE",
          "CREATE VIEW",
          "CREATE FUNCTION",
          "CREATE PROCEDURE",
          "CREATE TRIGGER",
          "CREATE TYPE",
          "CREATE DOMAIN",
          "CREATE SCHEMA",
          "COMMENT");

  /** They may stand beside a foreign key, and change or make other relations. */
  private static final Set<String> OTHER_ACTIONS =
      Set.of("DROP", "INHERIT", "USING", "VALIDATE", "COLUMN", "UNIQUE", "PRIMARY", "EXCLUDE");

  private static final String INHERITANCE = SqlResource.text(Creation.class, "inheritance");

  private Creation() {}

  /**
   * Whether this is all that the event triggers report of a statement. Of partitions they do not
   * report all.
   */
  static boolean is(Statement statement, Messages messages, Connection connection)
      throws SQLException {
    return !messages.commands().isEmpty()
        && messages.dropped().isEmpty()
        && messages.rewrites().isEmpty()
        && messages.commands().stream()
            .map(Command::tag)
            .allMatch(
                tag -> CREATING.contains(tag) || (tag.equals("ALTER TABLE") && adds(statement)))
        && !inherits(connection, messages.touched());
  }

  private static boolean inherits(Connection connection, List<Long> touched) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(INHERITANCE)) {
      Array oids = connection.createArrayOf("oid", touched.toArray());
      query.setArray(1, oids);
      query.setArray(2, oids);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  /** Whether it adds a foreign key to a table, and nothing else. */
  private static boolean adds(Statement statement) {
    List<Token> tokens = Lexer.tokens(statement.sql());
    return statement.begins("ALTER TABLE")
        && tokens.stream().anyMatch(token -> token.isWord("ADD"))
        && tokens.stream().anyMatch(token -> token.isWord("FOREIGN"))
        && tokens.stream().filter(token -> token.isWord("ALTER")).count() == 1
        && OTHER_ACTIONS.stream()
            .noneMatch(word -> tokens.stream().anyMatch(token -> token.isWord(word)));
  }
}

package dev.pgmigrate.watch;

import dev.pgmigrate.lint.Command;
import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Token;
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

  private Creation() {}

  /**
   * Whether this is all that the event triggers report of a statement. Of partitions they do not
   * report all.
   */
  static boolean is(Statement statement, Messages messages) {
    return !messages.commands().isEmpty()
        && messages.dropped().isEmpty()
        && messages.rewrites().isEmpty()
        && messages.inheriting().isEmpty()
        && messages.commands().stream()
            .map(Command::tag)
            .allMatch(
                tag -> CREATING.contains(tag) || (tag.equals("ALTER TABLE") && adds(statement)));
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

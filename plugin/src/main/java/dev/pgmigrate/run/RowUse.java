package dev.pgmigrate.run;

import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Words;
import java.util.Set;

/**
 * What a statement may do with rows, by its words: rather too much than too little.
 *
 * @param first its first word; empty when it has none
 * @param words all of them
 */
record RowUse(String first, Set<String> words) {
  /** Statements with these first words look at no row by a query. */
  private static final Set<String> ROWLESS =
      Set.of(
          "analyze",
          "cluster",
          "comment",
          "drop",
          "grant",
          "lock",
          "reindex",
          "reset",
          "revoke",
          "set",
          "truncate",
          "vacuum");

  private static final Set<String> CALLING_NOTHING =
      Set.of("comment", "drop", "grant", "lock", "reset", "revoke", "set");

  private static final Set<String> MAKING = Set.of("alter", "create", "do");

  /** What a step makes of these is not in the catalog when it is read. */
  private static final Set<String> MADE =
      Set.of(
          "aggregate",
          "cast",
          "domain",
          "function",
          "operator",
          "procedure",
          "routine",
          "rule",
          "trigger",
          "view");

  /** After these a step is not what it was when the policies were read. */
  private static final Set<String> CHANGING = Set.of("role", "authorization", "policy", "security");

  /** What is known of a statement. */
  static RowUse of(Statement statement) {
    return new RowUse(statement.firstWord(), Words.of(statement.sql()));
  }

  /** Whether it reads or writes rows by a query, which policies filter. */
  boolean readsRows() {
    return switch (first) {
      case "" -> false;
      case "create" ->
          words.contains("as") && (words.contains("table") || words.contains("materialized"));
      // ALTER TABLE looks for rows by a query only where it checks a foreign key.
      case "alter" -> words.contains("references") && !words.contains("valid");
      default -> !ROWLESS.contains(first);
    };
  }

  /** Whether the keys that are there are checked. */
  boolean checksKeys() {
    return first.equals("alter") && (words.contains("validate") || words.contains("type"));
  }

  /** Whether a word may be a function, or a table with one. */
  boolean calls() {
    return !CALLING_NOTHING.contains(first);
  }

  /** Whether a step with it is not what it was when the policies were read. */
  boolean changes() {
    return words.stream().anyMatch(CHANGING::contains)
        || (MAKING.contains(first) && words.stream().anyMatch(MADE::contains));
  }
}

package dev.pgmigrate.sql;

import java.util.List;
import java.util.Map;

/** Finds the author's own words for the expressions that DDL states. */
@SuppressWarnings("DoNotCallSuggester")
public final class WrittenExpressions {
  private WrittenExpressions() {}

  /**
   * Which expression the words are for. All names as the catalog holds them, never quoted.
   *
   * @param namespace {@code public} where the statement names none
   * @param object the table, index or domain
   * @param part the column or the constraint; empty for an index and for a domain's default
   * @param aspect {@code default}, {@code check}, {@code generated}, {@code predicate}, or {@code
   *     key 1}, {@code key 2}, .. of an index
   */
  public record Key(String namespace, String object, String part, String aspect) {}

  /**
   * The expressions of these statements, in their order: a later statement overrides an earlier
   * one, and what is dropped or refers to something renamed is forgotten. What is not understood is
   * skipped.
   *
   * @return the text as written, on one line, without comments; a check, a generated value, an
   *     index key and a predicate without the parentheses around it
   */
  public static Map<Key, String> of(List<Statement> statements) {
    throw new UnsupportedOperationException(statements.toString());
  }
}

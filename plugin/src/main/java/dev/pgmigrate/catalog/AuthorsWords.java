package dev.pgmigrate.catalog;

import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.WrittenExpressions;
import java.util.Map;

/** Gives the expressions of a schema back their author's words. */
@SuppressWarnings("DoNotCallSuggester")
public final class AuthorsWords {
  private AuthorsWords() {}

  /**
   * The same schema with these words as the text of its expressions. It stays equal to {@code
   * schema}; words for something that it lacks are ignored.
   */
  public static Schema apply(Schema schema, Map<WrittenExpressions.Key, String> words) {
    throw new UnsupportedOperationException(schema + words.toString());
  }
}

package dev.pgmigrate.sql;

import java.util.List;

/** Cuts a script into its statements where psql would. */
@SuppressWarnings("DoNotCallSuggester")
public final class Splitter {
  private Splitter() {}

  /**
   * The statements of a script, in order.
   *
   * @throws SqlSyntaxException when a quote, a comment or a parenthesis is never closed, or when
   *     the script wants psql itself (a backslash command, data for COPY)
   */
  public static List<Statement> split(String script) {
    return split(script, 1);
  }

  /** As {@link #split(String)} for a part of a file that begins at this line. */
  public static List<Statement> split(String script, int firstLine) {
    throw new UnsupportedOperationException(script + firstLine);
  }
}

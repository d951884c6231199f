package dev.pgmigrate.run;

import dev.pgmigrate.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The query of a {@code -- migrate:done-when} line. It is a person's text: it goes to the server as
 * it stands, in a statement without parameters, so that {@code ?} and braces are PostgreSQL's own.
 */
public final class DoneWhen {
  private DoneWhen() {}

  /** The query as an expression; it may end in a comment, or in a semicolon. */
  static String expression(String query) {
    return "(" + query.strip().replaceFirst("(\\s*;)+$", "") + "\n)";
  }

  /**
   * Asks it once, to see that it can be asked.
   *
   * @throws SQLException when it does not return one boolean
   */
  public static void probe(Connection connection, String query) throws SQLException {
    Jdbc.execute(connection, "SELECT CASE WHEN " + expression(query) + " THEN 1 END");
  }
}

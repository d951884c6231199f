package dev.pgmigrate.golden;

import dev.pgmigrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The queries in the comments above a statement: whoever reads them runs them before it. */
final class WarningQueries {
  private static final String START = "  SELECT ";

  private WarningQueries() {}

  static List<String> of(Statement statement) {
    return statement.comments().stream()
        .filter(line -> line.startsWith(START) && line.endsWith(";"))
        .map(String::strip)
        .toList();
  }

  /** Runs them, and says how many there were. */
  static int run(Connection connection, Statement statement) throws SQLException {
    List<String> queries = of(statement);
    for (String query : queries) {
      try (java.sql.Statement session = connection.createStatement()) {
        session.execute(query);
      } catch (SQLException e) {
        throw new SQLException(
            e.getMessage() + "\n  in the warning: " + query + "\n  above: " + statement.sql(),
            e.getSQLState(),
            e);
      }
    }
    return queries.size();
  }
}

package dev.pgmigrate.history;

import dev.pgmigrate.run.DatabaseException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a database is protected. Its journals say so: the word is kept where no checkout can
 * forget it, and goes along with every copy of the data.
 */
public final class Protection {
  private Protection() {}

  /**
   * The namespace of a journal that protects the database; empty when none does. A protected
   * database is protected whichever of its journals one works with.
   */
  public static Optional<String> namespace(Connection connection) {
    try {
      for (String namespace : journals(connection)) {
        if (isProtected(connection, namespace)) {
          return Optional.of(namespace);
        }
      }
      return Optional.empty();
    } catch (SQLException e) {
      throw new DatabaseException(
          DatabaseException.Reason.OTHER,
          "Whether the database is protected cannot be read: " + e.getMessage(),
          e);
    }
  }

  private static List<String> journals(Connection connection) throws SQLException {
    List<String> namespaces = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(new HistoryTables("public").sql("find-journals"))) {
      while (row.next()) {
        namespaces.add(row.getString(1));
      }
    }
    return namespaces;
  }

  private static boolean isProtected(Connection connection, String namespace) throws SQLException {
    String sql = new HistoryTables(namespace).sql("read-protection");
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }
}

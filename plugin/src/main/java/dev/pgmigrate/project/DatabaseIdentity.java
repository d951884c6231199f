package dev.pgmigrate.project;

import dev.pgmigrate.revision.Fingerprint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The identity of a database, independent of user and connection. A copy, a restored dump and a
 * renamed database differ.
 *
 * @param cluster the system identifier from initdb; empty if the user may not read it
 * @param oid of the database
 * @param name the name in pg_database, which may differ from a pooler's
 */
public record DatabaseIdentity(String cluster, long oid, String name) {
  /** Of the database that the connection leads to. */
  static DatabaseIdentity of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // Everybody may call it, unless an administrator took that away from all.
      boolean readable =
          text(statement, "SELECT has_function_privilege('pg_control_system()', 'EXECUTE')")
              .equals("t");
      String cluster =
          readable ? text(statement, "SELECT system_identifier FROM pg_control_system()") : "";
      String row =
          text(
              statement,
              "SELECT oid || ' ' || datname FROM pg_database WHERE datname = current_database()");
      int space = row.indexOf(' ');
      return new DatabaseIdentity(
          cluster, Long.parseLong(row.substring(0, space)), row.substring(space + 1));
    }
  }

  private static String text(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  String fingerprint() {
    return new Fingerprint().add(cluster).add("" + oid).add(name).hex();
  }
}

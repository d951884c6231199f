package dev.pgmigrate.shadow;

import dev.pgmigrate.jdbc.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Asks a server which version it is. */
final class ServerVersion {
  private ServerVersion() {}

  /** As server_version_num: 170011. */
  static int of(Database database) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT current_setting('server_version_num')::int")) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new ShadowException("Cannot ask the version of " + database.describe(), e);
    }
  }
}

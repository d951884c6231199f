package dev.pgmigrate.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** A throw-away database on a server of somebody else is copied as long as nobody is in it. */
class ShadowCopyTest {
  @Test
  void aCopyHoldsTheSameAndIsItsOwn() throws SQLException {
    try (ShadowDatabase server = TestServer.database();
        Shadow shadow = new UrlShadow(server.database());
        ShadowDatabase database = shadow.create()) {
      execute(database, "CREATE TABLE t (id int); INSERT INTO t VALUES (7)");
      try (ShadowDatabase copy = database.copy().orElseThrow()) {
        execute(database, "DROP TABLE t");
        assertThat(one(copy, "SELECT id FROM t")).isEqualTo(7);
      }
      assertThat(one(database, "SELECT 1")).isEqualTo(1);
      try (Connection somebody = database.connect()) {
        assertThat(database.copy()).isEmpty();
        assertThat(somebody.isValid(1)).isTrue();
      }
      assertThat(one(database, "SELECT 1")).isEqualTo(1);
    }
  }

  private static void execute(ShadowDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int one(ShadowDatabase database, String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getInt(1);
    }
  }
}

package dev.pgmigrate.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a throw-away database costs on a server that somebody gives us, and how it is kept. */
class TemporaryDatabasesTest {
  private static final long MEGABYTE = 1_000_000;

  private final ShadowDatabase given = TestServer.database();
  private final TemporaryDatabases beside = new TemporaryDatabases(given.database(), false);

  @AfterEach
  void close() {
    given.close();
  }

  @Test
  void oneSessionMakesItKeepsItAndDropsIt() throws SQLException {
    try (Connection connection = given.connect()) {
      String name;
      try (ShadowDatabase database = beside.create()) {
        name = one(connection, sessions("string_agg(datname || '=' || application_name, ',')"));
        assertThat(name).matches("test_\\d+=migrate_shadow_\\d+_[0-9a-f]{8}");
        assertThat(database.url()).contains("/" + name.replaceFirst(".*=", "") + "?");
      }
      assertThat(one(connection, databases(name))).isEqualTo("0");
    }
  }

  @Test
  void itIsDroppedThoughItsSessionIsLost() throws SQLException {
    try (Connection connection = given.connect()) {
      ShadowDatabase database = beside.create();
      String name = one(connection, sessions("max(application_name)"));
      assertThat(one(connection, sessions("bool_and(pg_terminate_backend(pid))"))).isEqualTo("t");
      database.close();
      assertThat(one(connection, databases(name))).isEqualTo("0");
    }
  }

  /** The log would hold every page of the new database. */
  @Test
  void whereNothingIsFlushedItsFilesAreCopied() throws SQLException {
    try (Connection connection = given.connect()) {
      assertThat(one(connection, "SHOW fsync")).isEqualTo("off");
      String before = one(connection, "SELECT pg_current_wal_insert_lsn()");
      beside.create().close();
      assertThat(
              Long.parseLong(
                  one(connection, "SELECT pg_current_wal_insert_lsn() - '" + before + "'")))
          .isLessThan(MEGABYTE);
    }
  }

  private static String sessions(String what) {
    return "SELECT "
        + what
        + " FROM pg_stat_activity WHERE backend_type = 'client backend'"
        + " AND (datname = current_database() OR datname LIKE 'migrate%')"
        + " AND pid <> pg_backend_pid()";
  }

  private static String databases(String name) {
    return "SELECT count(*) FROM pg_database WHERE datname = '"
        + name.replaceFirst(".*=", "")
        + "'";
  }

  private static String one(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}

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

  /** TEMPLATE copies what is in a database; these belong to the server. */
  @Test
  void aCopyHasTheSettingsAndTheGrantsOfTheDatabase() throws SQLException {
    try (ShadowDatabase server = TestServer.database()) {
      for (boolean ownsServer : new boolean[] {true, false}) {
        TemporaryDatabases databases = new TemporaryDatabases(server.database(), ownsServer);
        try (ShadowDatabase database = databases.create()) {
          execute(
              database,
              """
              CREATE ROLE shadow_copy;
              DO $do$
              DECLARE
                d text := quote_ident(current_database());
              BEGIN
                EXECUTE 'ALTER DATABASE ' || d || $$ SET search_path = "$user", "odd "" one", '', public $$;
                EXECUTE 'ALTER DATABASE ' || d || $$ SET app.tenant = 'it''s, "x"=y' $$;
                EXECUTE 'ALTER ROLE shadow_copy IN DATABASE ' || d || $$ SET work_mem = '7MB' $$;
                EXECUTE 'GRANT CREATE ON DATABASE ' || d || ' TO shadow_copy WITH GRANT OPTION';
                EXECUTE 'REVOKE TEMPORARY ON DATABASE ' || d || ' FROM PUBLIC';
                EXECUTE 'ALTER DATABASE ' || d || ' OWNER TO shadow_copy';
              END $do$
              """);
          try (ShadowDatabase copy = database.copy().orElseThrow()) {
            assertThat(state(copy))
                .isEqualTo(state(database))
                .contains("app.tenant", "7MB", "shadow_copy=");
          }
        } finally {
          execute(server, "DROP ROLE shadow_copy");
        }
      }
    }
  }

  private static String state(ShadowDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT concat_ws(E'\\n',
                  (SELECT string_agg(setrole::regrole || ' ' || setconfig::text, E'\\n' ORDER BY setrole)
                   FROM pg_db_role_setting WHERE setdatabase = d.oid),
                  (SELECT array_agg(a ORDER BY a::text)::text FROM unnest(d.datacl) a),
                  d.datdba::regrole)
                FROM pg_database d
                WHERE datname = current_database()
                """)) {
      row.next();
      return row.getString(1);
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

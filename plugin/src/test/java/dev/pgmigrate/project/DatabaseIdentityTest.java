package dev.pgmigrate.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The database's part of a plan's digest. */
class DatabaseIdentityTest {
  @Test
  void clusterOidAndNameAllCount() {
    DatabaseIdentity one = new DatabaseIdentity("7001", 16384, "shop");
    assertThat(
            List.of(
                new DatabaseIdentity("7002", 16384, "shop"),
                new DatabaseIdentity("7001", 16385, "shop"),
                new DatabaseIdentity("7001", 16384, "shop2")))
        .allSatisfy(other -> assertThat(other.fingerprint()).isNotEqualTo(one.fingerprint()));
  }

  @Test
  void itIsReadFromTheServer() throws Exception {
    try (ShadowDatabase database = TestServer.database();
        Connection connection = database.connect();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT system_identifier, oid, datname FROM pg_control_system(), pg_database"
                    + " WHERE datname = current_database()")) {
      row.next();
      assertThat(DatabaseIdentity.of(connection))
          .isEqualTo(new DatabaseIdentity(row.getString(1), row.getLong(2), row.getString(3)));
    }
  }
}

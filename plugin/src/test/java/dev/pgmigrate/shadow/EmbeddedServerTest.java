package dev.pgmigrate.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class EmbeddedServerTest {
  @Test
  void aFreshDatabaseIsAConnectionAway() throws Exception {
    try (ShadowDatabase database = TestServer.database();
        Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT current_setting('server_version_num')")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(1)).isBetween(170000, 179999);
    }
  }
}

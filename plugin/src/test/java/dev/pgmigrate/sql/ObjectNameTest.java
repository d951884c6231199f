package dev.pgmigrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL itself calls an index of its own. */
class ObjectNameTest {
  private static final String LONG = "a_name_of_forty_eight_letters_which_is_almost_it";

  @ParameterizedTest
  @CsvSource({
    "t, c",
    LONG + ", c",
    "t, " + LONG,
    LONG + ", " + LONG,
    // Two bytes each: a cut falls into the middle of one.
    "xößöäüßöäüßöäüßöäüßöäüßöäüßöäüß, xößöäüßöäüßöäüßöäüßöäüßöäüßöäüß",
    "ößöäüßöäüßöäüßöäüßöäüßöäüßöäüß, xößöäüßöäüßöäüßöäüßöäüßöäüßöäüß"
  })
  void isWhatPostgresMakesOfTheSameParts(String table, String column) throws SQLException {
    try (ShadowDatabase database = TestServer.database();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE \"" + table + "\" (\"" + column + "\" integer UNIQUE)");
      try (ResultSet row =
          statement.executeQuery(
              "SELECT conname FROM pg_constraint WHERE contype = 'u' AND conrelid >= 16384")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).isEqualTo(ObjectName.of(table, column, "key"));
      }
    }
  }
}

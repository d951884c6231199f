package dev.pgmigrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.plan.Batch;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.Statement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A batch as a statement for psql. */
class BatchScriptTest {
  @Test
  void aLineOfATextThatHoldsASemicolonAloneStays() throws Exception {
    String text = "first\n  ;\nlast";
    Step step =
        Step.batch(
            Statement.of("UPDATE t SET c = '" + text + "' WHERE id BETWEEN :from AND :to"),
            Map.of("key", "id", "size", "2"));
    try (ShadowDatabase database = TestServer.database();
        Connection connection = database.connect();
        java.sql.Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE t (id int PRIMARY KEY, c text); INSERT INTO t SELECT generate_series(1, 5)");

      statement.execute(BatchScript.write(Batch.of(step)));

      try (ResultSet row = statement.executeQuery("SELECT min(c), max(c), count(c) FROM t")) {
        row.next();
        assertThat(row.getString(1)).isEqualTo(text);
        assertThat(row.getString(2)).isEqualTo(text);
        assertThat(row.getInt(3)).isEqualTo(5);
      }
    }
  }
}

package dev.pgmigrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.revision.MigrationFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** REINDEX CONCURRENTLY leaves invalid indexes behind: ours are cleared away, others' never. */
class ReindexTest {
  private static final String ID = "000000000001";
  private static final MigrationFile FILE =
      Applying.file(ID, "-- migrate:up no-transaction\nREINDEX TABLE CONCURRENTLY t;\n");
  private static final String LEFT =
      "SELECT string_agg(indexrelid::regclass::text, ' ' ORDER BY 1) FROM"
          + " (SELECT indexrelid FROM pg_index WHERE NOT indisvalid ORDER BY 1) i";

  private Applying applying;

  @BeforeEach
  void open() {
    applying = new Applying();
    applying.execute("CREATE TABLE t (a int)");
    applying.execute("INSERT INTO t VALUES (1)");
    applying.execute(
        "CREATE FUNCTION f(n int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN n; END $$");
    applying.execute("CREATE INDEX ix ON t (f(a))");
    leftover("theirs_ccnew");
  }

  @AfterEach
  void close() throws SQLException {
    applying.close();
  }

  private void leftover(String name) {
    applying.execute("CREATE INDEX %s ON t (a)".formatted(name));
    applying.execute(
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = '%s'::regclass".formatted(name));
  }

  @Test
  void afterAFailureWhatWasThereBeforeStays() {
    String body =
        "CREATE OR REPLACE FUNCTION f(n int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN %s; END $$";
    applying.execute(body.formatted("n / 0"));
    assertThatThrownBy(() -> applying.upgrade(FILE))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("division by zero");
    assertThat(applying.value(LEFT)).isEqualTo("theirs_ccnew");

    applying.execute(body.formatted("n"));
    assertThat(applying.upgrade(FILE).isComplete(ID)).isTrue();
    assertThat(applying.value(LEFT)).isEqualTo("theirs_ccnew");
  }

  @Test
  void afterACrashWhatWasThereBeforeStays() {
    applying.upgrade(FILE);
    applying.execute("DELETE FROM migrate_history WHERE outcome = 'done'");
    leftover("ours_ccnew1");
    assertThat(applying.value(LEFT)).isEqualTo("theirs_ccnew ours_ccnew1");

    assertThat(applying.upgrade(FILE).isComplete(ID)).isTrue();

    assertThat(applying.value(LEFT)).isEqualTo("theirs_ccnew");
  }

  @Test
  void whatAnotherSessionIsBuildingStays() throws Exception {
    applying.upgrade(FILE);
    applying.execute("DELETE FROM migrate_history WHERE outcome = 'done'");
    try (Connection writer = applying.session("writer");
        Connection other = applying.session("other")) {
      writer.setAutoCommit(false);
      execute(writer, "INSERT INTO t VALUES (2)");
      CompletableFuture<Void> reindex =
          CompletableFuture.runAsync(() -> execute(other, "REINDEX INDEX CONCURRENTLY ix"));
      applying.until("SELECT 1 FROM pg_class WHERE relname = 'ix_ccnew'");
      CompletableFuture<AppliedState> run =
          CompletableFuture.supplyAsync(() -> applying.upgrade(FILE));
      assertThat(
              applying.until(
                  "SELECT query FROM pg_stat_activity WHERE application_name LIKE 'migrate%'"
                      + " AND datname = current_database() AND wait_event_type = 'Lock'"))
          .startsWith("REINDEX");
      writer.commit();
      reindex.get(60, TimeUnit.SECONDS);
      assertThat(run.get(60, TimeUnit.SECONDS).isComplete(ID)).isTrue();
    }
    assertThat(applying.value(LEFT)).isEqualTo("theirs_ccnew");
  }

  private static void execute(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}

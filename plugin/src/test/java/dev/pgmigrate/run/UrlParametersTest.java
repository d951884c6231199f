package dev.pgmigrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.revision.MigrationFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a URL says does not change what we promise. */
class UrlParametersTest {
  private static final String ID = "3f9c1a7be204";

  private Applying applying;

  @BeforeEach
  void open() {
    applying = new Applying();
  }

  @AfterEach
  void close() throws SQLException {
    applying.close();
  }

  private Database with(String parameters) {
    return Database.of(applying.database.url().reveal() + "&" + parameters, null, null);
  }

  @Test
  void aFrozenRunWhoseUrlNamesAnApplicationIsTakenOver() {
    Database named =
        with("ApplicationName=shop&options=-c%20application_name%3Dshop&loadBalanceHosts=true");
    MigrationFile file =
        Applying.file(
            ID,
            """
            -- migrate:up
            CREATE TABLE a (n int);
            DO $$ BEGIN RAISE NOTICE 'in the middle'; END $$;
            """);
    Executor next = applying.executor(named, named, Progress.SILENT);
    applying.freeze(
        named,
        file,
        () ->
            assertThat(
                    next.run(List.of(file), s -> Worklist.of(List.of(Task.up(file))))
                        .isComplete(ID))
                .isTrue());
  }

  @Test
  void aStatementMayTakeLongerThanTheSocketMayBeSilent() {
    Database impatient = with("socketTimeout=1&queryTimeout=1&options=-c%20statement_timeout%3D1s");
    MigrationFile file = Applying.file(ID, "-- migrate:up\nSELECT pg_sleep(1.5);\n");

    AppliedState state =
        applying
            .executor(impatient, impatient, Progress.SILENT)
            .run(List.of(file), s -> Worklist.of(List.of(Task.up(file))));

    assertThat(state.isComplete(ID)).isTrue();
    assertThat(applying.entries()).hasSize(1);
  }

  @Test
  void theDriversWaysOfExecutingAreOurs() throws SQLException {
    Database other =
        with(
            "autosave=always&preferQueryMode=extended&stringtype=unspecified&prepareThreshold=1"
                + "&defaultRowFetchSize=1&assumeMinServerVersion=8.4&allowEncodingChanges=true"
                + "&reWriteBatchedInserts=true&tcpKeepAlive=false&currentSchema=public");
    try (Connection connection = other.forRun("0123").connect();
        Statement statement = connection.createStatement()) {
      // The driver's own splitter would break it.
      statement.execute(
          "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END;"
              + " CREATE TABLE t (n int); INSERT INTO t VALUES (1), (2), (3)");
      statement.execute("RESET ALL");
      try (ResultSet name = statement.executeQuery("SHOW application_name")) {
        name.next();
        assertThat(name.getString(1)).isEqualTo(Database.applicationName("0123"));
      }
      connection.setAutoCommit(false);
      try (ResultSet rows = statement.executeQuery("TABLE t")) {
        rows.next();
        // No portal is left open that a commit would close.
        connection.commit();
        assertThat(rows.next()).isTrue();
        assertThat(rows.next()).isTrue();
      }
      assertThatThrownBy(() -> statement.execute("SELECT 1 / 0")).isInstanceOf(SQLException.class);
      // With autosave the transaction would go on, as if the statement had not been there.
      assertThatThrownBy(() -> statement.execute("SELECT 1"))
          .hasMessageContaining("current transaction is aborted");
      connection.rollback();
    }
  }
}

package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.report.LeaseReport;
import dev.pgmigrate.report.Line;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnlockCommandTest {
  private static final String RUN = "5f0a9c1be2d4";

  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void open() {
    project = new TestProject(root);
  }

  @AfterEach
  void close() {
    project.close();
  }

  private UnlockCommand.Result unlock(@Nullable String run) {
    return UnlockCommand.run(new UnlockCommand.Input(project.project(), run));
  }

  private static String console(UnlockCommand.Result result) {
    return LeaseReport.unlock(result).stream().map(Line::text).collect(Collectors.joining("\n"));
  }

  /** A session of a run that holds the lease and is in the middle of something. */
  private Connection holder() throws Exception {
    project.schema("CREATE TABLE t (id int)").revision("t");
    project.upgrade();
    project.execute(
        "UPDATE migrate_lock SET token = 'x', run = '"
            + RUN
            + "', by_whom = 'ann@desk', acquired = now(), heartbeat = now(),"
            + " expires = now() + interval '1 hour'");
    Connection session = Database.of(project.url(), null, null).forRun(RUN).connect();
    session.setAutoCommit(false);
    try (Statement statement = session.createStatement()) {
      statement.execute("SELECT FROM migrate_lock WHERE token = 'x' FOR KEY SHARE");
      statement.execute("INSERT INTO t VALUES (1)");
    }
    return session;
  }

  private List<String> held() {
    return project.query("SELECT run FROM migrate_lock WHERE run IS NOT NULL");
  }

  @Test
  void nobodyHoldsIt() {
    assertThat(console(unlock(null))).contains("Nobody holds the lease.");
    project.schema("CREATE TABLE t (id int)").revision("t");
    project.upgrade();
    assertThat(console(unlock(RUN))).contains("Nobody holds the lease.");
  }

  @Test
  void showsTheHolderAndReleasesNothingUnasked() throws Exception {
    try (Connection session = holder()) {
      assertThat(console(unlock(null)))
          .contains("The lease is held by run " + RUN + " of ann@desk, since ")
          .contains("idle in transaction for")
          .contains("INSERT INTO t VALUES (1)")
          .endsWith("mvn migrate:unlock -Dmigrate.unlock=" + RUN);
      assertThat(held()).containsExactly(RUN);
      assertThat(session.isValid(5)).isTrue();
    }
  }

  @Test
  void refusesAnotherRunThanTheHolder() throws Exception {
    try (Connection session = holder()) {
      assertThatThrownBy(() -> unlock("000000000000"))
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("is held by run " + RUN + " of ann@desk, not by run 000000000000");
      assertThat(held()).containsExactly(RUN);
      assertThat(session.isValid(5)).isTrue();
    }
  }

  @Test
  void endsTheHoldersSessionsAndReleases() throws Exception {
    try (Connection session = holder()) {
      assertThat(console(unlock(RUN)))
          .contains("The lease was held by run " + RUN)
          .endsWith("The lease is released.");
      assertThat(session.isValid(5)).isFalse();
    }
    assertThat(held()).isEmpty();
    assertThat(project.query("SELECT id FROM t")).isEmpty();
    assertThat(console(unlock(null))).contains("Nobody holds the lease.");
  }
}

package dev.pgmigrate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Others on the same database: upgraders, blockers, a deadlock, duplicate rows, cut connections.
 */
class OthersIT {
  @TempDir Path root;

  @Test
  void eightUpgradersApplyEachStepOnce() throws Exception {
    try (Scene scene = new Scene(root)) {
      List<Maven> upgrades = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        upgrades.add(scene.direct("upgrade"));
      }
      for (Maven upgrade : upgrades) {
        upgrade.succeeded();
      }
      scene.isWhole(scene.schema());
    }
  }

  @Test
  void aBlockerIsNamedAndWaitedFor() throws Exception {
    try (Scene scene = new Scene(root)) {
      scene.direct("upgrade", "-Dmigrate.target=+1").succeeded();
      try (Connection reader = scene.database().connect();
          Statement statement = reader.createStatement()) {
        statement.execute("SET application_name = 'nightly report'");
        reader.setAutoCommit(false);
        statement.execute("SELECT count(*) FROM account");
        Maven upgrade = scene.direct("upgrade");
        upgrade.said("nightly report");
        upgrade.said("tried again");
        reader.rollback();
        upgrade.succeeded();
      }
      scene.isWhole(scene.schema());
    }
  }

  @Test
  void aDeadlockIsTriedAgain() throws Exception {
    try (Scene scene = new Scene(root)) {
      scene.write(
          "202611221003_0000000000a4_both.sql",
          """
          -- both tables
          --
          -- revision: 0000000000a4
          -- parent:   0000000000a3

          -- migrate:up
          LOCK TABLE account IN EXCLUSIVE MODE;
          LOCK TABLE done IN EXCLUSIVE MODE;
          ALTER TABLE done ADD COLUMN at timestamptz;

          -- migrate:down
          ALTER TABLE done DROP COLUMN at;
          """);
      scene.direct("upgrade", "-Dmigrate.target=0000000000a3").succeeded();
      try (Connection writer = scene.database().connect();
          Statement statement = writer.createStatement()) {
        // The upgrade finds the deadlock, not we.
        statement.execute("SET deadlock_timeout = '1h'");
        writer.setAutoCommit(false);
        statement.execute("UPDATE done SET step = step");
        Maven upgrade =
            scene.direct("upgrade", "-Dmigrate.lockTimeout=60s", "-Dmigrate.target=head");
        scene.until(
            "1", "SELECT count(*) FROM pg_locks WHERE relation = 'done'::regclass AND NOT granted");
        statement.execute("UPDATE account SET email = email");
        writer.commit();
        assertThat(upgrade.succeeded()).contains("tried again").contains("deadlock");
      }
      assertThat(scene.query("SELECT count(at) FROM done")).containsExactly("0");
    }
  }

  @Test
  void duplicateRowsAreShownAndNoInvalidIndexIsLeft() throws Exception {
    try (Scene scene = new Scene(root)) {
      scene.direct("upgrade", "-Dmigrate.target=+1").succeeded();
      scene.execute("INSERT INTO account (email) VALUES ('user1'), ('user2')");
      String said = scene.direct("upgrade").failed();
      assertThat(said).contains("GROUP BY email").contains("HAVING count(*) > 1");
      assertThat(scene.query("SELECT indexrelid FROM pg_index WHERE NOT indisvalid")).isEmpty();
      scene.execute("DELETE FROM account WHERE id > " + Scene.ROWS);
      scene.upgrade();
      scene.isWhole(scene.schema());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^INSERT INTO done VALUES \\('add'\\)",
        "^CREATE UNIQUE INDEX CONCURRENTLY",
        "^UPDATE account",
        "^INSERT INTO done VALUES \\('constrain'\\)",
        "UPDATE .*migrate_lock"
      })
  void aSessionThatIsEndedByAnAdministratorIsReplaced(String statement) throws Exception {
    try (Scene scene = new Scene(root)) {
      Wire.Hold hold = scene.wire().after(1, statement);
      Maven upgrade = scene.through("upgrade");
      hold.await();
      scene.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE datname = current_database() AND pid <> pg_backend_pid()"
              + " AND application_name LIKE 'migrate%'");
      hold.release();
      upgrade.succeeded();
      scene.isWhole(scene.schema());
    }
  }

  @Test
  void aNetworkThatIsCutAtTheCommitDoesNotApplyTwice() throws Exception {
    try (Scene scene = new Scene(root)) {
      Wire.Hold hold = scene.wire().after(4, Wire.COMMIT);
      Maven upgrade = scene.through("upgrade");
      hold.await();
      scene.wire().cut();
      hold.release();
      upgrade.succeeded();
      scene.isWhole(scene.schema());
    }
  }

  @Test
  void aFrozenHolderIsTakenOverAndWritesNothingMore() throws Exception {
    try (Scene scene = new Scene(root)) {
      Wire.Hold hold = scene.wire().after(1, "^INSERT INTO done VALUES \\('add'\\)");
      Maven frozen = scene.through("upgrade");
      hold.await();
      frozen.signal("STOP");
      hold.release();
      scene.letTheLeaseExpire();
      // The frozen one is inside a transaction that keeps the lease's row.
      scene.direct("upgrade").succeeded();
      scene.isWhole(scene.schema());
      frozen.signal("CONT");
      assertThat(frozen.failed()).contains("lease");
      scene.isWhole(scene.schema());
    }
  }

  @Test
  void aHolderFrozenBetweenTwoStepsIsRefusedAtTheNext() throws Exception {
    try (Scene scene = new Scene(root)) {
      Wire.Hold hold = scene.wire().before(4, "FOR KEY SHARE");
      Maven frozen = scene.through("upgrade");
      hold.await();
      frozen.signal("STOP");
      scene.letTheLeaseExpire();
      scene.direct("upgrade").succeeded();
      scene.isWhole(scene.schema());
      hold.release();
      frozen.signal("CONT");
      assertThat(frozen.failed()).contains("lease");
      scene.isWhole(scene.schema());
    }
  }
}

package dev.pgmigrate.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgmigrate.shadow.MortalServer;
import dev.pgmigrate.shadow.ShadowDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server dies under an upgrade, or its disk is full. */
class ServerIT {
  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^INSERT INTO done VALUES \\('add'\\)",
        "^CREATE UNIQUE INDEX CONCURRENTLY",
        "^UPDATE account",
        "^INSERT INTO done VALUES \\('constrain'\\)"
      })
  void killedInsideAStep(String statement) throws Exception {
    try (MortalServer server = MortalServer.started();
        Scene scene = new Scene(root, server.create("shop", ""))) {
      Wire.Hold hold = scene.wire().after(1, statement);
      Maven upgrade = scene.through("upgrade");
      hold.await();
      server.kill();
      hold.release();
      server.start();
      upgrade.ended();
      if (upgrade.exitCode() != 0) {
        assertThat(upgrade.output()).doesNotContain("This is a bug");
        scene.letTheLeaseExpire();
        scene.upgrade();
      }
      scene.isWhole(scene.schema());
    }
  }

  @Test
  void aFullDiskIsToldAndTheNextUpgradeFinishesWhenThereIsRoom() throws Exception {
    assumeTrue(MortalServer.canHaveSmallDisk(), "no file system can be mounted here");
    try (MortalServer server = MortalServer.withSmallDisk("60m")) {
      server.create("other", "");
      execute(server, "CREATE TABLESPACE small LOCATION '" + server.disk() + "'");
      ShadowDatabase database = server.create("shop", "TABLESPACE small");
      try (Scene scene = new Scene(root, database)) {
        scene.write(
            "202611221003_0000000000a4_fill.sql",
            """
            -- fill
            --
            -- revision: 0000000000a4
            -- parent:   0000000000a3

            -- migrate:up
            CREATE TABLE filler AS SELECT repeat('x', 2000) AS text FROM generate_series(1, 22000);

            -- migrate:down
            DROP TABLE filler;
            """);
        scene.direct("upgrade", "-Dmigrate.target=0000000000a3").succeeded();
        scene.execute(
            "CREATE TABLE ballast AS SELECT repeat('x', 2000) FROM generate_series(1, 8000)");
        String said = scene.direct("upgrade").failed();
        assertThat(said).contains("No space left on device").contains("0000000000a4");
        scene.execute("DROP TABLE ballast");
        scene.upgrade();
        assertThat(scene.query("SELECT count(*) FROM filler")).containsExactly("22000");
      }
    }
  }

  private static void execute(MortalServer server, String sql) throws Exception {
    try (var connection = server.database("postgres").connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

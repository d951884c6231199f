package dev.pgmigrate.bench;

import dev.pgmigrate.command.Project;
import dev.pgmigrate.command.UpgradeCommand;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand revisions of one statement each, on an empty database; then nothing to do. */
class ManyRevisionsBench {
  private static final int REVISIONS = Integer.getInteger("bench.revisions", 1_000);

  @TempDir Path root;

  @Test
  void upgrade() throws Exception {
    Path migrations = Files.createDirectories(root.resolve("src/main/migrations"));
    String parent = "none";
    for (int i = 1; i <= REVISIONS; i++) {
      String id = String.format(Locale.ROOT, "%012x", i);
      Files.writeString(
          migrations.resolve("202611221000_" + id + "_t.sql"),
          """
          -- table %2$d
          --
          -- revision: %1$s
          -- parent:   %3$s

          -- migrate:up
          CREATE TABLE t%2$d (id bigint PRIMARY KEY);

          -- migrate:down
          DROP TABLE t%2$d;
          """
              .formatted(id, i, parent));
      parent = id;
    }
    try (ShadowDatabase database = TestServer.database()) {
      Project project =
          Project.at(root).withDatabase(DatabaseConfig.of(database.url(), null, null));
      for (String what : new String[] {"all pending", "none pending", "none pending"}) {
        long begun = System.nanoTime();
        UpgradeCommand.run(new UpgradeCommand.Input(project, "head", true, Progress.SILENT));
        System.out.printf(
            Locale.ROOT,
            "%d revisions, %s: %.2f s%n",
            REVISIONS,
            what,
            (System.nanoTime() - begun) / 1e9);
      }
    }
  }
}

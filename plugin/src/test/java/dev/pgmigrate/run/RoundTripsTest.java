package dev.pgmigrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.JdbcUrl;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.revision.MigrationFile;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What a step costs: how often we wait for the server, however many steps and tables there are. */
class RoundTripsTest {
  /** BEGIN goes with the fence: the server answers it, and nobody waits. */
  private static final int ANSWERS_OF_A_STEP = 4;

  @Test
  void threeForAStepOfOneStatement() throws IOException, SQLException {
    int few = answers(5);
    int many = answers(25);

    assertThat(many - few).isEqualTo(20 * ANSWERS_OF_A_STEP);
  }

  /** How many messages the server answers in the session that executes so many revisions. */
  private static int answers(int revisions) throws IOException, SQLException {
    try (Applying applying = new Applying();
        CountingProxy server = new CountingProxy(applying.url())) {
      List<MigrationFile> files = new ArrayList<>();
      for (int i = 1; i <= revisions; i++) {
        files.add(
            Applying.file(
                String.format(Locale.ROOT, "%012x", i),
                "-- migrate:up\nCREATE TABLE t%d (id int PRIMARY KEY);\n".formatted(i)));
      }
      Database counted = Database.of(JdbcUrl.of(server.through(applying.url())), null, null);
      List<Task> tasks = files.stream().map(Task::up).toList();
      assertThat(
              applying
                  .executor(counted, applying.database, Progress.SILENT)
                  .run(files, state -> Worklist.of(tasks))
                  .complete())
          .hasSize(revisions);
      return server.answers();
    }
  }
}

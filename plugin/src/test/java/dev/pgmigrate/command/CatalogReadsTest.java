package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.project.SharedServer;
import dev.pgmigrate.run.CountingProxy;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a goal reads a whole catalog: it is what costs most of a large schema. */
class CatalogReadsTest {
  /** One of each reading. */
  private static final String QUERY = "-- One row is a namespace that is neither";

  private static final String TABLE = "CREATE TABLE t (id int PRIMARY KEY);";

  @TempDir Path root;

  @Test
  void aRevisionReadsWhatIsStatedTheHistoryAndTheProofOfTheNewRevision() throws IOException {
    try (TestProject project = new TestProject(root).withoutDatabase();
        CountingProxy server = counting(project)) {
      project.schema(TABLE);
      project.revision("first");
      assertThat(server.texts()).isEqualTo(3);
      project.revision("nothing");
      assertThat(server.texts()).isEqualTo(2);
      project.schema(TABLE.replace(")", ", n int)"));
      project.revision("another column");
      assertThat(server.texts()).isEqualTo(3);
    }
  }

  @Test
  void verifyReadsWhatIsStatedAndTheHistoryBeforeAndAfterEachTurnOfTheNewestRevision()
      throws IOException {
    try (TestProject project = new TestProject(root).withoutDatabase();
        CountingProxy server = counting(project)) {
      project.schema(TABLE);
      project.revision("first");
      server.texts();
      assertThat(VerifyCommand.run(project.project()).failsOn(Severity.WARNING)).isFalse();
      assertThat(server.texts()).isEqualTo(5);
    }
  }

  /** Without drift, which is another question, a plan reads what its steps touch. */
  @Test
  void aPlanReadsTheDatabaseOnlyIfThereIsSomethingToDo() throws IOException {
    try (TestProject project = new TestProject(root);
        CountingProxy server = new CountingProxy(project.url(), QUERY)) {
      project.schema(TABLE);
      project.revision("first");
      project.upgrade();
      project.database(DatabaseConfig.of(server.through(project.url()), null, null));
      assertThat(plan(project).revisions()).isEmpty();
      assertThat(server.texts()).isZero();
      project.schema(TABLE.replace(")", ", n int)"));
      project.revision("another column");
      server.texts();
      assertThat(plan(project).revisions()).hasSize(1);
      assertThat(server.texts()).isEqualTo(1);
    }
  }

  private static PlanCommand.Result plan(TestProject project) {
    return PlanCommand.run(
        new PlanCommand.Input(
            project.project(), PlanCommand.Kind.UPGRADE, null, false, false, false));
  }

  private static CountingProxy counting(TestProject project) throws IOException {
    String url = project.project().shadow();
    CountingProxy server = new CountingProxy(url, QUERY);
    project.shadow(server.through(url), SharedServer.strict());
    return server;
  }
}

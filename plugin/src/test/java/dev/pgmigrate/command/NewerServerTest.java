package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.jdbc.NewerServer;
import dev.pgmigrate.shadow.NewestServer;
import dev.pgmigrate.shadow.ShadowDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is newer than every tested one is named once, by every goal that connects. */
class NewerServerTest {
  /** As if the tests ran on nothing newer than the major version before the tests' own. */
  private static final int TESTED = 16;

  @TempDir Path folder;

  @Test
  void everyGoalNamesItOnce() throws Exception {
    try (TestProject project = new TestProject(folder)) {
      project.schema("CREATE TABLE book (id bigint PRIMARY KEY);");
      Map<String, Runnable> goals = new LinkedHashMap<>();
      goals.put("revision", () -> project.revision("books"));
      goals.put("plan", project::plan);
      goals.put("upgrade", project::upgrade);
      goals.put("current", project::current);
      goals.put("verify", project::verify);
      goals.put("diff", () -> diff(project, "database"));
      goals.put("diff of a URL", () -> diff(project, project.url()));
      goals.put("stamp", () -> project.stamp("head"));
      goals.put("downgrade", () -> project.downgrade("base"));
      goals.put("protect", project::protect);
      goals.put(
          "unlock", () -> UnlockCommand.run(new UnlockCommand.Input(project.project(), null)));

      Map<String, List<String>> said = new LinkedHashMap<>();
      goals.forEach(
          (name, goal) -> {
            List<String> lines = new ArrayList<>();
            project.newer(new NewerServer(lines::add, TESTED));
            goal.run();
            said.put(name, lines);
          });

      assertThat(said)
          .allSatisfy(
              (name, lines) ->
                  assertThat(lines)
                      .as(name)
                      .singleElement()
                      .asString()
                      .contains("tested up to PostgreSQL 16", "Check for a newer version"));
    }
  }

  private static void diff(TestProject project, String side) {
    DiffCommand.run(new DiffCommand.Input(project.project(), side, "history"));
  }

  /** The constant is what the tests really run on. */
  @Test
  void theNewestServerOfTheTestsIsNotNewer() throws Exception {
    try (ShadowDatabase database = NewestServer.database();
        var connection = database.connect()) {
      assertThat(connection.getMetaData().getDatabaseMajorVersion())
          .isEqualTo(NewerServer.NEWEST_TESTED);
    }
  }
}

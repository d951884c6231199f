package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.entity.EntityInput;
import dev.pgmigrate.entity.EntityProject;
import dev.pgmigrate.entity.EntityReader;
import dev.pgmigrate.project.SharedServer;
import dev.pgmigrate.run.CountingProxy;
import dev.pgmigrate.shadow.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a goal asks a server, and how often it has Hibernate build its metadata. */
class GoalCostsTest {
  /** What a goal asks: each session is a login, and each answer is waited for. */
  private record Cost(int sessions, int answers) {}

  /**
   * A little above what was seen, so that one query more is no alarm, and one for each table is.
   */
  private static final Map<String, Cost> MOST =
      Map.of(
          "revision, no change", new Cost(11, 130),
          "current", new Cost(4, 20),
          "current with drift", new Cost(12, 105),
          "plan, nothing to do", new Cost(7, 55),
          "upgrade, nothing to do", new Cost(4, 30),
          "revision, one column", new Cost(14, 165),
          "verify, one column", new Cost(22, 280),
          "plan, one column", new Cost(8, 60));

  private static final String BUILDS = "migrate.test.builds";

  @TempDir Path root;

  @AfterEach
  void clear() {
    System.clearProperty(BUILDS);
  }

  /** Sessions and answers of both servers, the live one and that of throw-away databases. */
  @Test
  void aGoalAsksNoMoreOftenForManyTables() throws IOException {
    Map<String, Cost> few = costs(root.resolve("few"), 2);
    Map<String, Cost> many = costs(root.resolve("many"), 40);
    assertThat(many).isEqualTo(few);
    assertThat(many.keySet()).isEqualTo(MOST.keySet());
    many.forEach(
        (goal, cost) -> {
          assertThat(cost.sessions()).as(goal).isBetween(1, MOST.get(goal).sessions());
          assertThat(cost.answers()).as(goal).isBetween(1, MOST.get(goal).answers());
        });
  }

  /** The goals behind the first upgrade, in which each table is a statement. */
  private static Map<String, Cost> costs(Path folder, int tables) throws IOException {
    try (TestProject project = new TestProject(folder);
        CountingProxy server = new CountingProxy(project.url())) {
      String schema =
          IntStream.range(0, tables)
              .mapToObj("CREATE TABLE t%d (id int PRIMARY KEY, n int);\n"::formatted)
              .collect(Collectors.joining());
      project
          .database(DatabaseConfig.of(server.through(project.url()), null, null))
          .shadow(
              TestServer.asAnother(server.through(project.project().shadow())),
              SharedServer.strict())
          .schema(schema)
          .revision("first");
      project.upgrade();
      Map<String, Cost> costs = new LinkedHashMap<>();
      costs.put("revision, no change", counted(server, () -> project.revision(null)));
      costs.put("current", counted(server, project::current));
      costs.put("current with drift", counted(server, project::currentWithDrift));
      costs.put("plan, nothing to do", counted(server, project::plan));
      costs.put("upgrade, nothing to do", counted(server, project::upgrade));
      project.schema(schema.replaceFirst("n int", "n int, m int"));
      costs.put("revision, one column", counted(server, () -> project.revision("m")));
      costs.put("verify, one column", counted(server, project::verify));
      costs.put("plan, one column", counted(server, project::plan));
      return costs;
    }
  }

  private static Cost counted(CountingProxy server, Runnable goal) {
    server.sessions();
    server.answers();
    goal.run();
    return new Cost(server.sessions(), server.answers());
  }

  @Test
  void hibernateBuildsItsMetadataOnceWhereEntitiesMatter() {
    EntityInput input =
        new EntityProject(root.resolve("entities"))
            .source(
                "@Entity public class Author { @Id Long id;"
                    + " @Convert(converter = Counted.class) StringBuilder name; }")
            .source(
                """
                @Converter public class Counted implements AttributeConverter<StringBuilder, String> {
                  public Counted() {
                    System.setProperty("%1$s", "" + (Integer.getInteger("%1$s", 0) + 1));
                  }
                  public String convertToDatabaseColumn(StringBuilder name) { return "" + name; }
                  public StringBuilder convertToEntityAttribute(String name) { return null; }
                }
                """
                    .formatted(BUILDS))
            .input();
    try (TestProject project = new TestProject(root).entities(input)) {
      int once =
          builds(() -> new EntityReader(project.project().libraries()).read(input.forPostgres(17)));
      assertThat(once).isPositive();
      assertThat(builds(() -> project.revision("first"))).as("revision").isEqualTo(once);
      assertThat(builds(() -> project.revision(null))).as("no change").isEqualTo(once);
      assertThat(builds(project::verify)).as("verify").isEqualTo(once);
      assertThat(builds(project::plan)).as("plan").isZero();
      assertThat(builds(project::upgrade)).as("upgrade").isZero();
      assertThat(builds(project::currentWithDrift)).as("current").isZero();
      assertThat(builds(() -> project.downgrade("-1"))).as("downgrade").isZero();
    }
  }

  private static int builds(Runnable goal) {
    System.clearProperty(BUILDS);
    goal.run();
    return Integer.getInteger(BUILDS, 0);
  }
}

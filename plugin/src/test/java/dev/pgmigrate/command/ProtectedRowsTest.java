package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.golden.Protection;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What protects the rows before and afterwards protects them after every step between: through
 * expand, until contract, through contract, and all the way back.
 */
class ProtectedRowsTest {
  private static final String TABLES =
      """
      CREATE TABLE plan (id int PRIMARY KEY, code int NOT NULL CONSTRAINT uk_plan UNIQUE);
      CREATE TABLE account (id int NOT NULL, tenant int NOT NULL, email text NOT NULL, plan int,
        during int4range, %s);
      """;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "CONSTRAINT uk_one UNIQUE (email, tenant) | CONSTRAINT uk_two UNIQUE (email)",
        "CONSTRAINT uk_one UNIQUE (email) | CONSTRAINT uk_two UNIQUE (email, tenant)",
        "CONSTRAINT uk UNIQUE (email, tenant) | CONSTRAINT uk UNIQUE (email)",
        "CONSTRAINT uk UNIQUE (email) | CONSTRAINT uk UNIQUE (email, tenant)",
        "CONSTRAINT pk PRIMARY KEY (id) | CONSTRAINT pk PRIMARY KEY (id, tenant)",
        "CONSTRAINT pk PRIMARY KEY (id, tenant) | CONSTRAINT pk PRIMARY KEY (id)",
        "CONSTRAINT pk_one PRIMARY KEY (id) | CONSTRAINT pk_two PRIMARY KEY (email, id)",
        "CONSTRAINT uk UNIQUE (id) | CONSTRAINT pk PRIMARY KEY (id)",
        "CHECK (true)); CREATE UNIQUE INDEX ux ON account (email"
            + " | CONSTRAINT uk UNIQUE (email)",
        "CONSTRAINT ux UNIQUE (email)"
            + " | CHECK (true)); CREATE UNIQUE INDEX ux ON account (email",
        "CHECK (true)); CREATE UNIQUE INDEX ux ON account (email, (tenant > 0)"
            + " | CHECK (true)); CREATE UNIQUE INDEX ux ON account (email) WHERE (tenant > 0",
        "CONSTRAINT fk_one FOREIGN KEY (plan) REFERENCES plan"
            + " | CONSTRAINT fk_two FOREIGN KEY (plan) REFERENCES plan ON DELETE CASCADE",
        "CONSTRAINT ex_one EXCLUDE USING gist (during WITH &&)"
            + " | CONSTRAINT ex_two EXCLUDE USING gist (during WITH &&) WHERE (tenant > 0)",
      })
  void keysOfARelease(String before, String after) throws SQLException {
    holds(TABLES.formatted(before), TABLES.formatted(after), null, null, Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "account.email:mail | email | mail",
        "account.tenant:owner | tenant | owner",
      })
  void renamedColumns(String rename, String old, String now) throws SQLException {
    String before =
        TABLES.formatted(
            "CONSTRAINT pk PRIMARY KEY (id), CONSTRAINT uk UNIQUE (email, tenant), CONSTRAINT long"
                + " CHECK (length(email) > tenant)");
    holds(
        before, before.replace(old, now), rename, null, Map.of("account." + old, "account." + now));
  }

  @ParameterizedTest
  @CsvSource({"plan.id", "account.tenant"})
  void widenedColumns(String column) throws SQLException {
    String before =
        TABLES.formatted(
            "CONSTRAINT pk PRIMARY KEY (id, tenant), CONSTRAINT fk FOREIGN KEY (plan) REFERENCES"
                + " plan");
    String after =
        column.equals("plan.id")
            ? before.replace("plan (id int", "plan (id bigint").replace("plan int", "plan bigint")
            : before.replace("tenant int", "tenant bigint");
    Map<String, String> seconds = new HashMap<>();
    for (String one : List.of("plan.id", "account.plan", "account.tenant")) {
      seconds.put(one + "_new", one);
      seconds.put(one + "_old", one);
    }
    holds(before, after, null, column, seconds);
  }

  private void holds(
      String before, String after, String rename, String widen, Map<String, String> renames)
      throws SQLException {
    project.schema(before).revision("first");
    project.upgrade();
    project.schema(after);
    if (widen == null) {
      project.revision("next", rename, null);
    } else {
      project.widen("next", widen);
    }
    try (ShadowDatabase goal = TestServer.database();
        Connection to = goal.connect();
        Statement statement = to.createStatement();
        Connection here = project.connect()) {
      statement.execute(after);
      Protection protection = Protection.between(here, to, renames);
      assertThat(protection.isEmpty()).isFalse();
      Watch watch = new Watch(protection, here);

      project.upgrade("head", watch);
      project.upgradeWithContract(watch);
      project.downgrade("-" + (project.revisionFiles().size() - 1), watch);

      assertThat(watch.steps).isPositive();
      assertThat(watch.unprotected).isEmpty();
      assertThat(project.revision(null).live().drift()).isEmpty();
    }
  }

  /** Looks at the catalog after every step. */
  private static final class Watch implements Progress {
    private final Protection protection;
    private final Connection connection;
    private final List<String> unprotected = new ArrayList<>();
    private int steps;

    Watch(Protection protection, Connection connection) {
      this.protection = protection;
      this.connection = connection;
    }

    @Override
    public void done(Task task, int step, Duration took) {
      steps++;
      try {
        for (String missing : protection.missing(connection)) {
          unprotected.add(
              "no %s after step %d %s of %s"
                  .formatted(missing, step, task.direction(), task.file().path().getFileName()));
        }
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }
  }
}

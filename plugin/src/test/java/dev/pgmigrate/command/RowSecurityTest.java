package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.report.Line;
import dev.pgmigrate.report.PlanReport;
import dev.pgmigrate.report.RevisionReport;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.run.StepFailedException;
import dev.pgmigrate.sql.Splitter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.postgresql.PGProperty;

/** The role that migrates owns the tables, and their policies are in force for it, too. */
class RowSecurityTest {
  private static final String TABLE =
      """
      CREATE TABLE account (id bigint PRIMARY KEY, tenant text%s);
      ALTER TABLE account ENABLE ROW LEVEL SECURITY;
      ALTER TABLE account FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON account USING (tenant = current_setting('app.tenant', true));
      """;
  private static final int ROWS = 3000;

  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void deployer() {
    project = new TestProject(root);
    project.execute(
        """
        CREATE ROLE row_deployer LOGIN PASSWORD 's3cret';
        ALTER SCHEMA public OWNER TO row_deployer;
        """);
    project.database(
        DatabaseConfig.of(project.url().replaceFirst("\\?.*", ""), "row_deployer", "s3cret"));
  }

  @AfterEach
  void drop() {
    project.execute("DROP OWNED BY row_deployer");
    project.execute("DROP ROLE row_deployer");
    project.close();
  }

  /** What walks over rows, or proves something of them. */
  enum Change {
    RENAME(", phone text", ", number text", "phone", "number", true) {
      @Override
      RevisionCommand.Result revision(TestProject project) {
        return project.revision("change", "account.phone:number", null);
      }
    },
    WIDEN(", n int", ", n bigint", "n", "n", true) {
      @Override
      RevisionCommand.Result revision(TestProject project) {
        return project.widen("change", "account.n");
      }
    },
    REQUIRED(", n int", ", n int, kind text NOT NULL", "n", "n", true) {
      @Override
      RevisionCommand.Result revision(TestProject project) {
        RevisionCommand.Result written = project.revision("change");
        Path file = written.written();
        project.write(
            file,
            TestProject.read(file)
                .replaceAll("-- TODO[^\n]*\n", "")
                .replace("current_setting('todo.value')::text", "'none'"));
        return written;
      }
    },
    NOT_NULL(", n int DEFAULT 5", ", n int NOT NULL DEFAULT 5", "n", "n", true),
    ENUM(
        ", kind text CHECK (kind IN ('a', 'b')), n int",
        ", kind text CHECK (kind IN ('a', 'b', 'c')), n int",
        "n",
        "n",
        false);

    private final String before;
    private final String after;
    private final String from;
    private final String to;
    private final boolean readsRows;

    Change(String before, String after, String from, String to, boolean readsRows) {
      this.before = before;
      this.after = after;
      this.from = from;
      this.to = to;
      this.readsRows = readsRows;
    }

    RevisionCommand.Result revision(TestProject project) {
      return project.revision("change");
    }
  }

  private void adopted(Change change, String more) {
    project.schema(TABLE.formatted(change.before) + more).revision("first");
    project.upgrade();
    project.execute(
        "INSERT INTO account (id, tenant, %s) SELECT i, i %% 7, i FROM generate_series(1, %d) i"
            .formatted(change.from, ROWS));
    project.schema(TABLE.formatted(change.after) + more);
    change.revision(project);
  }

  private void holds(String column) {
    assertThat(project.query("SELECT count(*) FROM account WHERE " + column + "::text = id::text"))
        .containsExactly("" + ROWS);
  }

  private void refused(Runnable goal) {
    assertThatThrownBy(goal::run)
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("SQLSTATE 42501")
        .hasMessageContaining("policies of public.account apply to role row_deployer, its owner")
        .hasMessageContaining("ALTER ROLE row_deployer BYPASSRLS")
        .hasMessageContaining(
            "CREATE POLICY migrate ON public.account TO row_deployer USING (true) WITH CHECK (true)")
        .hasMessageContaining("not filtered");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "ENUM")
  void nothingIsLostAndNothingIsGreenThatDidNothing(Change change) {
    adopted(change, "");

    if (change != Change.REQUIRED) {
      refused(project::upgrade);
    }
    holds(change.from);
    project.execute("UPDATE account SET tenant = tenant || 'x'");
    project.execute("ALTER ROLE row_deployer BYPASSRLS");
    project.upgrade();
    holds(change.to);
    project.execute("UPDATE account SET tenant = tenant || 'y'");
    project.execute("ALTER ROLE row_deployer NOBYPASSRLS");
    boolean contract = !project.current().pending().isEmpty();
    if (contract) {
      refused(project::upgradeWithContract);
      holds(change.from);
      project.execute("ALTER ROLE row_deployer BYPASSRLS");
      project.upgradeWithContract();
      holds(change.to);
      project.execute("ALTER ROLE row_deployer NOBYPASSRLS");
      refused(() -> project.downgrade("-1"));
      holds(change.to);
      project.execute("ALTER ROLE row_deployer BYPASSRLS");
      project.downgrade("-1");
      holds(change.from);
    }
    project.execute("ALTER ROLE row_deployer BYPASSRLS");
    project.downgrade("-1");
    holds(change.from);
  }

  @ParameterizedTest
  @EnumSource
  void policiesThatShowEveryRowAreNotInTheWay(Change change) {
    adopted(
        change,
        "CREATE POLICY migrate ON account TO row_deployer USING (true) WITH CHECK (true);\n");
    project.upgrade();
    holds(change.to);
    project.upgradeWithContract();
    holds(change.to);
    while (project.current().current().size() > 0
        && !project.current().current().get(0).message().equals("first")) {
      project.downgrade("-1");
      holds(change.from);
    }
  }

  private static final String HIDDEN =
      "Row level security: The policies of public.account apply to role row_deployer, its owner"
          + " (FORCE ROW LEVEL SECURITY). ";

  @Test
  void whatWillBeRefusedIsSaidBeforehand() {
    project.schema(TABLE.formatted(", n int DEFAULT 5")).revision("first");
    project.upgrade();
    project.schema(TABLE.formatted(", n int NOT NULL DEFAULT 5"));

    RevisionCommand.Result written = project.revision("change");
    String first = written.files().get(0).revision().id();
    String refused = HIDDEN + "PostgreSQL will refuse step 1 of revision " + first;
    assertThat(RevisionReport.revision(written, project.project()))
        .extracting(Line::text)
        .anyMatch(line -> line.startsWith(refused))
        .anyMatch(
            line -> line.contains("not counted: query would be affected by row-level security"));
    assertThat(PlanReport.text(project.plan()))
        .extracting(Line::text)
        .anyMatch(
            line -> line.startsWith(refused) && line.contains("ALTER ROLE row_deployer BYPASSRLS"));
    assertThat(String.join("", PlanReport.json(project.plan())))
        .containsPattern("\"table\" *: *\"public.account\"")
        .containsPattern("\"refused\" *: *true");
    List<String> heard = new ArrayList<>();
    refused(() -> project.upgrade("head", listening(heard)));
    assertThat(heard).anyMatch(line -> line.startsWith(refused));

    project.execute(
        "CREATE POLICY migrate ON account TO row_deployer USING (true) WITH CHECK (true)");
    assertThat(PlanReport.text(project.plan()))
        .extracting(Line::text)
        .anyMatch(
            line ->
                line.startsWith(
                    HIDDEN + "They show it every row, so row_security is on in step 1"));
    project.upgrade();
  }

  private static Progress listening(List<String> heard) {
    return new Progress() {
      @Override
      public void notice(String text) {
        heard.add(text);
      }
    };
  }

  @Test
  void aStepMayAskForThePolicies() {
    project.schema(TABLE.formatted(", n int")).revision("first");
    project.upgrade();
    project.execute("INSERT INTO account VALUES (1, 'a'), (2, 'b')");
    Path file = project.emptyRevision("only of one tenant").written();
    TestProject.edit(
        file,
        "-- migrate:up\n",
        """
        -- migrate:up
        SET LOCAL row_security = on;
        SET LOCAL app.tenant = 'a';
        UPDATE account SET n = 1;
        """);
    assertThat(PlanReport.text(project.plan()))
        .extracting(Line::text)
        .filteredOn(line -> line.startsWith("Row level security"))
        .singleElement()
        .asString()
        .contains("step 1 of revision", "sets row_security itself");
    project.upgrade();
    assertThat(project.query("SELECT id FROM account WHERE n = 1")).containsExactly("1");
  }

  @Test
  void anOfflineScriptHidesNoRowsEither() {
    adopted(Change.RENAME, "");
    project.execute(
        "CREATE POLICY migrate ON account TO row_deployer USING (true) WITH CHECK (true)");
    execute(script(ScriptCommand.Verb.UPGRADE, "head"));
    holds("number");
    assertThat(project.columns("account")).doesNotContain("phone");
    String back = script(ScriptCommand.Verb.DOWNGRADE, "-2");
    project.execute("DROP POLICY migrate ON account");
    assertThatThrownBy(() -> execute(back))
        .hasMessageContaining("query would be affected by row-level security policy");
    holds("number");
  }

  private String script(ScriptCommand.Verb verb, String target) {
    return ScriptCommand.run(
            new ScriptCommand.Input(project.project(), verb, target, true, new Random(1)))
        .sql();
  }

  /** As psql does: one statement a message. */
  private void execute(String script) {
    DatabaseConfig deployer = project.project().target().configured();
    try (Connection connection =
            Database.of(deployer.url(), deployer.username(), deployer.password())
                .with(PGProperty.PREFER_QUERY_MODE, "simple")
                .connect(List.of());
        Statement statement = connection.createStatement()) {
      statement.execute("RESET row_security");
      for (var each : Splitter.split(script.replaceFirst("\\A(\\\\set .*\n)+", ""))) {
        statement.execute(each.sql());
      }
    } catch (SQLException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }
}

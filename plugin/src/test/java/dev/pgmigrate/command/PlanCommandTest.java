package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.command.PlanCommand.Kind;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.project.Approval;
import dev.pgmigrate.report.Line;
import dev.pgmigrate.report.PlanReport;
import dev.pgmigrate.revision.Revision;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an upgrade would do, said without doing it. */
class PlanCommandTest {
  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void open() {
    project = new TestProject(root);
    project.write(
        "migrations/202611221001_000000000001_first.sql",
        """
        -- first
        --
        -- revision: 000000000001
        -- parent:   none
        -- created:  2026-11-22T10:01:00Z

        -- migrate:up
        CREATE TABLE account (id bigint PRIMARY KEY, email text);

        -- migrate:down
        DROP TABLE account;
        """);
    project.write(
        "migrations/202611221002_000000000002_email.sql",
        """
        -- find by "email"
        --
        -- revision: 000000000002
        -- parent:   000000000001
        -- created:  2026-11-22T10:02:00Z

        -- migrate:up
        -- looked up at each login
        UPDATE account SET email = lower(email);

        -- migrate:up no-transaction
        CREATE INDEX CONCURRENTLY by_email ON account (email);

        -- migrate:down no-transaction
        DROP INDEX CONCURRENTLY by_email;

        -- migrate:down
        SELECT 1;
        """);
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void anEmptyDatabaseIsLeftEmpty() {
    PlanCommand.Result plan = project.planWithDrift();

    assertThat(plan.revisions()).hasSize(2).allMatch(planned -> planned.done() == 0);
    assertThat(plan.digest()).isNotNull();
    assertThat(plan.isProtected()).isFalse();
    assertThat(plan.drift()).isEmpty();
    assertThat(plan.driftUnknown()).isNull();
    assertThat(
            project.query(
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
        .isEmpty();
  }

  @Test
  void sizesStepsAndDriftAreSaid() {
    project.upgrade("+1");
    project.execute(
        """
        INSERT INTO account SELECT i, 'a' FROM generate_series(1, 1000) i;
        ANALYZE account;
        CREATE TABLE beside ();
        """);

    PlanCommand.Result plan = project.planWithDrift();

    assertThat(plan.tables())
        .singleElement()
        .satisfies(
            size -> {
              assertThat(size.name()).hasToString("public.account");
              assertThat(size.rows()).isEqualTo(1000);
              assertThat(size.bytes()).isGreaterThan(50_000);
            });
    assertThat(plan.drift())
        .singleElement()
        .satisfies(drift -> assertThat(drift.sql()).contains("CREATE TABLE beside"));
    assertThat(PlanReport.text(plan))
        .extracting(Line::text)
        .contains(
            "Apply 000000000002 find by \"email\"",
            "  step 1 of 2, in a transaction:",
            "    -- looked up at each login",
            "    UPDATE account SET email = lower(email);",
            "  step 2 of 2, without a transaction:",
            "Digest: " + plan.digest())
        .anyMatch(line -> line.matches("Touches table public.account: about 1000 rows, .* kB"))
        .anyMatch(line -> line.startsWith("  drift: CREATE TABLE beside"));
  }

  @Test
  void aStepWithoutStatementsIsLeftOut() {
    project.write(
        "migrations/202611221003_000000000003_third.sql",
        """
        -- third
        --
        -- revision: 000000000003
        -- parent:   000000000002
        -- created:  2026-11-22T10:03:00Z

        -- migrate:up
        SELECT 1;

        -- migrate:up nothing

        -- migrate:up
        SELECT 3;

        -- migrate:down nothing x3
        """);
    PlanCommand.Result plan = project.planWithDrift();

    assertThat(PlanReport.text(plan))
        .extracting(Line::text)
        .contains("  step 1 of 3, in a transaction:", "  step 3 of 3, in a transaction:")
        .noneMatch(line -> line.startsWith("  step 2 of 3"));
    assertThat(PlanReport.sql(plan)).noneMatch(line -> line.contains("step 2 of 3"));
  }

  /** The exact size would wait for the lock, and end the plan when it is not given. */
  @Test
  void aTableThatIsLockedIsToldAsItWasCountedLast() throws Exception {
    project.upgrade("+1");
    project.execute("INSERT INTO account SELECT i, 'a' FROM generate_series(1, 1000) i");
    project.execute("VACUUM ANALYZE account");
    try (Connection other = project.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE account IN ACCESS EXCLUSIVE MODE");
      assertThat(project.plan().tables())
          .singleElement()
          .satisfies(
              size -> {
                assertThat(size.rows()).isEqualTo(1000);
                assertThat(size.bytes()).isGreaterThan(40_000);
              });
    }
  }

  @Test
  void itsSqlIsWhatIsExecuted() {
    project.upgrade("+1");
    assertThat(PlanReport.sql(project.plan()))
        .containsExactly(
            "-- 000000000002 find by \"email\", step 1 of 2, in a transaction",
            "UPDATE account SET email = lower(email);",
            "",
            "-- 000000000002 find by \"email\", step 2 of 2, without a transaction",
            "CREATE INDEX CONCURRENTLY by_email ON account (email);",
            "");
  }

  @Test
  void itsJsonIsWhatPostgresqlReads() {
    project.upgrade("+1");
    PlanCommand.Result plan = project.plan();
    String json = String.join("\n", PlanReport.json(plan));
    String quoted = "$json$" + json + "$json$::jsonb";
    assertThat(
            project.query(
                """
                SELECT concat_ws(
                  '|',
                  j ->> 'digest',
                  j -> 'revisions' -> 0 ->> 'message',
                  j -> 'revisions' -> 0 -> 'steps' -> 1 ->> 'kind',
                  j -> 'revisions' -> 0 -> 'steps' -> 1 -> 'statements' ->> 0,
                  j -> 'tables' -> 0 ->> 'table',
                  j ->> 'protected')
                FROM (SELECT %s AS j) AS plan
                """
                    .formatted(quoted)))
        .containsExactly(
            plan.digest()
                + "|find by \"email\"|no-transaction"
                + "|CREATE INDEX CONCURRENTLY by_email ON account (email)|account|false");
  }

  @Test
  void whoeverReadsItMakesTheSamePlan() {
    project.upgrade("+1");
    PlanCommand.Result ours = project.protect().plan();
    project.execute(
        """
        CREATE ROLE plan_auditor LOGIN PASSWORD 's3cret';
        GRANT SELECT ON migrate_history TO plan_auditor;
        """);
    try {
      String url = project.url().replaceFirst("\\?.*", "");
      project.database(DatabaseConfig.of(url, "plan_auditor", "s3cret"));
      Approval before = project.plan().digest();
      project.execute("GRANT CREATE ON SCHEMA public TO plan_auditor");
      project.execute("ALTER TABLE account OWNER TO plan_auditor");
      Approval after = project.plan().digest();
      project.database(DatabaseConfig.of(project.url(), null, null));

      assertThat(project.plan().digest()).isEqualTo(after).isNotEqualTo(before);
      // The grants were made after ours: only they are different, and only in the schema.
      assertThat(ours.isProtected()).isTrue();
      assertThat(ours.digest()).isEqualTo(before);
    } finally {
      project.database(DatabaseConfig.of(project.url(), null, null));
      project.execute(
          "REASSIGN OWNED BY plan_auditor TO CURRENT_USER; DROP OWNED BY plan_auditor; DROP ROLE"
              + " plan_auditor");
    }
  }

  @Test
  void planningWaitsForNobodyAndHoldsNobodyUp() {
    project.upgrade("+1");
    project.execute(
        "UPDATE migrate_lock SET token = 'x', run = 'r', by_whom = 'somebody', acquired = now(),"
            + " expires = now() + interval '1 hour'");
    assertThat(project.plan().revisions()).hasSize(1);
  }

  @Test
  void aDowngradeAndAStampArePlannedToo() {
    project.upgrade();
    assertThat(project.plan().revisions()).isEmpty();
    assertThat(project.plan().digest()).isNull();
    PlanCommand.Result back = project.plan(Kind.DOWNGRADE, null);
    assertThat(back.command()).isEqualTo("mvn migrate:downgrade");
    assertThat(PlanReport.sql(back)).contains("DROP INDEX CONCURRENTLY by_email;");
    assertThat(project.plan(Kind.DOWNGRADE, "base").revisions())
        .extracting(planned -> planned.task().revision().id())
        .containsExactly("000000000002", "000000000001");
    assertThat(project.plan(Kind.STAMP, null).revisions()).isEmpty();
  }

  @Test
  void whatWaitsBehindAContractRevisionIsSaid() {
    project.upgrade("+1");
    Path file = root.resolve("migrations/202611221002_000000000002_email.sql");
    TestProject.edit(file, "-- created:", "-- phase:    contract\n-- created:");
    project.write(
        "migrations/202611221003_000000000003_age.sql",
        """
        -- age
        --
        -- revision: 000000000003
        -- parent:   000000000002
        -- depends-on: 000000000002
        -- created:  2026-11-22T10:03:00Z

        -- migrate:up
        ALTER TABLE account ADD COLUMN age int;
        """);
    assertThat(project.plan().held()).as("fresh: all of it goes").isEmpty();
    project.execute(
        "INSERT INTO migrate_history (id, format, run, revision, message, parents, phase, direction,"
            + " step, steps, kind, outcome, started, by_whom, tool) VALUES (99, 1, 'r', '000000000001', '', '{}',"
            + " 'expand', 'up', 0, 0, 'initialised', 'done', now(), 'me@here', 'test')");

    PlanCommand.Result plan = project.plan();

    assertThat(plan.held()).extracting(Revision::id).containsExactly("000000000002");
    assertThat(plan.behind())
        .extracting(waiting -> waiting.revision().message())
        .containsExactly("age");
    assertThat(plan.digest()).isNull();
    assertThat(PlanReport.text(plan))
        .extracting(Line::text)
        .anyMatch(line -> line.startsWith("The upgrade would be refused: 000000000003 age needs"));
    assertThat(project.planWithContract().revisions()).hasSize(2);
  }
}

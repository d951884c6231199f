package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.drift.Drift;
import dev.pgmigrate.entity.EntityProject;
import dev.pgmigrate.report.Line;
import dev.pgmigrate.report.RevisionReport;
import dev.pgmigrate.run.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others keep in the database; the deploy role owns its tables and is no superuser. */
class NeighboursTest {
  private static final String ACCOUNT =
      "CREATE TABLE account (id bigint PRIMARY KEY, email text NOT NULL);\n";

  /** Under names of their own, too: columns tell. */
  private static final String TOOLS =
      """
      CREATE TABLE flyway_schema_history (installed_rank integer PRIMARY KEY, version varchar(50),
        description varchar(200), installed_by varchar(100), installed_on timestamp, success boolean);
      CREATE INDEX flyway_schema_history_s_idx ON flyway_schema_history (success);
      INSERT INTO flyway_schema_history VALUES (1, '1', 'first', 'me', now(), true);
      CREATE TABLE our_changes (id varchar(255), author varchar(255), dateexecuted timestamp,
        orderexecuted integer, exectype varchar(10), md5sum varchar(35));
      CREATE TABLE our_changes_lock (id integer PRIMARY KEY, locked boolean, lockgranted timestamp,
        lockedby varchar(255));
      CREATE TABLE qrtz_job_details (sched_name varchar(120), job_name varchar(200),
        PRIMARY KEY (sched_name, job_name));
      CREATE TABLE qrtz_triggers (sched_name varchar(120), trigger_name varchar(200),
        job_name varchar(200), PRIMARY KEY (sched_name, trigger_name),
        FOREIGN KEY (sched_name, job_name) REFERENCES qrtz_job_details);
      CREATE TABLE qrtz_locks (sched_name varchar(120), lock_name varchar(40));
      CREATE TABLE batch_job_instance (job_instance_id bigint PRIMARY KEY);
      CREATE SEQUENCE batch_job_seq;
      CREATE TABLE shedlock (name varchar(64) PRIMARY KEY, lock_until timestamp NOT NULL);
      CREATE TABLE spring_session (primary_id char(36) PRIMARY KEY);
      CREATE TABLE event_publication (id uuid PRIMARY KEY);
      """;

  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void roles() {
    project = new TestProject(root);
    project.execute(
        """
        CREATE ROLE their_deployer LOGIN PASSWORD 'secret';
        CREATE ROLE their_reader;
        CREATE ROLE their_auditor;
        DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO their_deployer', current_database());
        END $$;
        ALTER SCHEMA public OWNER TO their_deployer;
        ALTER DEFAULT PRIVILEGES FOR ROLE their_deployer GRANT SELECT ON TABLES TO their_reader;
        ALTER DEFAULT PRIVILEGES FOR ROLE their_deployer IN SCHEMA public GRANT USAGE ON SEQUENCES TO their_reader;
        ALTER DEFAULT PRIVILEGES FOR ROLE their_deployer REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
        """);
    project.database(
        DatabaseConfig.of(project.url().replaceFirst("\\?.*", ""), "their_deployer", "secret"));
  }

  private void ownsTheDatabase(String role) {
    project.execute(
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I OWNER TO "
            + role
            + "', current_database()); END $$");
  }

  @AfterEach
  void drop() {
    ownsTheDatabase("postgres");
    for (String role : List.of("their_deployer", "their_reader", "their_auditor")) {
      project.execute("DROP OWNED BY " + role + " CASCADE").execute("DROP ROLE " + role);
    }
    project.close();
  }

  private TestProject administrator(String sql) {
    return project.execute(sql);
  }

  private TestProject deployer(String sql) {
    return project.execute("SET ROLE their_deployer; " + sql);
  }

  @Test
  void keepTheirTables() {
    deployer(ACCOUNT + TOOLS);
    administrator("CREATE EXTENSION pg_stat_statements");
    project.schema(ACCOUNT);

    BaselineCommand.Result adopted = project.baseline();

    assertThat(adopted.tables()).isEqualTo(1);
    assertThat(TestProject.read(adopted.written()))
        .contains("account")
        .doesNotContain(
            "flyway", "changes", "qrtz", "batch", "shedlock", "spring", "pg_stat", "GRANT");
    assertThat(RevisionReport.baseline(adopted, project.project()))
        .extracting(Line::text)
        .contains(
            "Not adopted: Flyway (table public.flyway_schema_history), Liquibase (table"
                + " public.our_changes, table public.our_changes_lock), Quartz (3 objects),"
                + " ShedLock (table public.shedlock), Spring Batch (sequence public.batch_job_seq,"
                + " table public.batch_job_instance), Spring Modulith (table"
                + " public.event_publication), Spring Session (table public.spring_session),"
                + " administrators (extension pg_stat_statements). To adopt a table, declare"
                + " it in an entity or a schema file.");
    RevisionCommand.Result revision = project.revision(null);
    assertThat(revision.changes()).isEmpty();
    assertThat(revision.live().drift()).isEmpty();
    assertThat(revision.notices()).isEmpty();
    assertThat(project.revisionFromDatabase(null).notices())
        .extracting(notice -> notice.key().toString())
        .containsExactly("table public.account privileges");
    assertThat(
            DiffCommand.run(new DiffCommand.Input(project.project(), "database", "history")).sql())
        .contains(
            "DROP EXTENSION pg_stat_statements;", "REVOKE SELECT ON account FROM their_reader;")
        .noneMatch(line -> line.contains("TABLE"));
  }

  @Test
  void aTableThatTheProjectStatesIsItsOwn() {
    deployer(ACCOUNT + TOOLS);
    String lock =
        "CREATE TABLE shedlock (name varchar(64) PRIMARY KEY, lock_until timestamp NOT NULL);";
    project.schema(ACCOUNT + lock);

    assertThat(project.baseline().tables()).isEqualTo(2);
    assertThat(project.revision(null).changes()).isEmpty();
    project.execute("ALTER TABLE shedlock ADD COLUMN locked_by text");
    assertThat(project.revision(null).live().drift())
        .extracting(Drift::sql)
        .containsExactly("ALTER TABLE shedlock ADD COLUMN locked_by text");
  }

  /** As OpenJPA's, or those that Hibernate rejects. */
  @Test
  void entitiesThatCannotBeReadStopNoBaseline() {
    String lock = "CREATE TABLE shedlock (name varchar(64) PRIMARY KEY);";
    deployer(ACCOUNT + TOOLS);
    project
        .schema(lock)
        .entities(
            new EntityProject(root.resolve("shop"))
                .source("@Entity class Broken { @Id Long id; @ManyToOne String nothing; }")
                .input());
    List<String> notices = new ArrayList<>();

    BaselineCommand.Result adopted =
        project.baseline(
            new Progress() {
              @Override
              public void notice(String text) {
                notices.add(text);
              }
            });

    assertThat(adopted.tables()).isEqualTo(2);
    assertThat(notices).filteredOn(line -> line.contains("shop.Broken")).hasSize(1);
  }

  /** It makes and drops partitions while nobody looks; those of the baseline are there from it. */
  @Test
  void partitionsThatPartmanKeepsAreNoDrift() {
    String reading =
        "CREATE TABLE reading (at date NOT NULL) PARTITION BY RANGE (at);"
            + " CREATE TABLE own (at date NOT NULL) PARTITION BY RANGE (at);"
            + " CREATE TABLE reading_p2026 PARTITION OF reading FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');"
            + " CREATE TABLE own_p2026 PARTITION OF own FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');";
    ownsTheDatabase("their_deployer");
    deployer(reading);
    administrator(
        "CREATE SCHEMA partman; GRANT USAGE, CREATE ON SCHEMA partman TO their_deployer;"
            + " CREATE TABLE partman.template_public_reading (at date);");
    BaselineCommand.Result adopted = project.schema(reading).baseline();
    assertThat(TestProject.read(adopted.written())).doesNotContain("partman").contains("p2026");
    assertThat(project.currentWithDrift().drift()).isEmpty();

    deployer(
        "CREATE TABLE reading_p2027 PARTITION OF reading FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');"
            + " DROP TABLE reading_p2026;");
    assertThat(project.currentWithDrift().drift()).isEmpty();
    assertThat(project.revision(null).changes()).isEmpty();
    deployer("DROP TABLE own_p2026");
    assertThat(project.currentWithDrift().drift())
        .extracting(drift -> drift.object().toString())
        .containsExactly("table public.own_p2026");
  }

  /** The user of the throw-away databases is called like that, too. */
  @Test
  void whatAnAdministratorOwnsIsAdoptedAsThat() {
    ownsTheDatabase("their_deployer");
    deployer(ACCOUNT);
    administrator(
        "CREATE SCHEMA audit; CREATE TABLE audit.entry (id bigint PRIMARY KEY);"
            + " CREATE SCHEMA ext; CREATE EXTENSION citext SCHEMA ext; CREATE SCHEMA idle;"
            + " GRANT USAGE ON SCHEMA audit TO their_deployer; GRANT SELECT ON audit.entry TO their_deployer");
    BaselineCommand.Result adopted = project.schema(ACCOUNT).baseline();
    assertThat(TestProject.read(adopted.written()))
        .contains(
            "ALTER TABLE audit.entry OWNER TO postgres;",
            "CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA ext;")
        .doesNotContain("SCHEMA idle");
    assertThat(project.currentWithDrift().drift()).isEmpty();

    administrator("ALTER TABLE account OWNER TO postgres");
    assertThat(project.currentWithDrift().drift())
        .extracting(Drift::sql)
        .containsExactly(
            "ALTER TABLE account OWNER TO postgres; GRANT SELECT ON account TO their_reader");
  }

  @Test
  void theWayBackLeavesTheSchemaOfAnAdministrator() {
    String there = "SELECT to_regnamespace('sales') IS NOT NULL";
    project
        .schema("CREATE SCHEMA sales; CREATE TABLE sales.invoice (id bigint PRIMARY KEY);")
        .revision("sales");
    administrator("CREATE SCHEMA sales; GRANT USAGE, CREATE ON SCHEMA sales TO their_deployer");
    project.upgrade();
    project.downgrade("base");
    assertThat(project.query(there)).containsExactly("t");

    administrator("DROP SCHEMA sales");
    project.upgrade();
    project.downgrade("base");
    assertThat(project.query(there)).containsExactly("f");
  }

  @Test
  void aDatabaseWithTheirTablesAloneIsNew() {
    deployer(TOOLS);
    project.schema(ACCOUNT).revision("account");
    project.upgrade();
    assertThat(project.columns("account")).containsExactly("id", "email");
    assertThat(project.currentWithDrift().drift()).isEmpty();
  }

  @Test
  void whatAdministratorsDoIsNoDrift() {
    project
        .schema(
            ACCOUNT
                + "CREATE SEQUENCE numbers; CREATE VIEW mails AS SELECT email FROM account;"
                + "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';")
        .revision("account");
    project.upgrade();
    administrator(
        "CREATE EXTENSION pg_stat_statements; CREATE SCHEMA monitoring AUTHORIZATION their_auditor;"
            + " CREATE TABLE monitoring.sizes (at timestamptz, size bigint);");

    assertThat(project.revision(null).live().drift()).isEmpty();
    assertThat(project.query("SELECT has_table_privilege('their_reader', 'account', 'SELECT')"))
        .containsExactly("t");

    project.execute(
        "GRANT INSERT ON account TO their_reader; CREATE SCHEMA mine AUTHORIZATION their_deployer");
    assertThat(project.revision(null).live().drift())
        .extracting(Drift::sql)
        .containsExactlyInAnyOrder("CREATE schema mine", "GRANT INSERT ON account TO their_reader");
  }
}

package dev.pgmigrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pgmigrate.history.PostgresJournal;
import dev.pgmigrate.history.PostgresLease;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.Jdbc;
import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.JournalEntry.Actor;
import dev.pgmigrate.journal.JournalEntry.Kind;
import dev.pgmigrate.journal.JournalEntry.Outcome;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.RevisionParser;
import dev.pgmigrate.run.RefusedException.Reason;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutorTest {
  private static final Actor ACTOR = new Actor("ann@desk", "test 1", null);
  private static final Limits IMPATIENT =
      new Limits(
          Duration.ofMillis(50), Duration.ZERO, 2, Duration.ofMillis(1), Duration.ofSeconds(10));
  private static final PostgresLease.Times TIMES =
      new PostgresLease.Times(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofMillis(20));
  private static final String TWO_STEPS =
      """
      -- migrate:up
      CREATE TABLE a (id int);

      -- migrate:up
      CREATE TABLE b (id int);

      -- migrate:down
      DROP TABLE b;

      -- migrate:down
      DROP TABLE a;
      """;
  private static final String CONCURRENT_INDEX =
      """
      -- migrate:up no-transaction
      CREATE UNIQUE INDEX CONCURRENTLY ix_t ON t (id);

      -- migrate:down no-transaction
      DROP INDEX CONCURRENTLY ix_t;
      """;

  /** As written, for {@link #edited}. */
  private static final Map<Path, String> TEXTS = new ConcurrentHashMap<>();

  private ShadowDatabase shadow;
  private Database database;
  private Connection connection;

  @BeforeEach
  void connect() {
    shadow = TestServer.database();
    database = Database.of(shadow.url(), null, null);
    connection = database.connect();
  }

  @AfterEach
  void drop() throws SQLException {
    connection.close();
    shadow.close();
  }

  @Test
  void goesUpAndDown() {
    MigrationFile file = file("000000000001", TWO_STEPS);
    AppliedState up = upgrade(file);
    assertThat(up.complete()).containsExactly("000000000001");
    assertThat(up.find("000000000001").orElseThrow().checksums()).hasSize(2);
    assertThat(exists("a")).isTrue();
    assertThat(exists("b")).isTrue();

    AppliedState down = downgrade(file);
    assertThat(down.revisions()).isEmpty();
    assertThat(exists("a")).isFalse();
    assertThat(entries())
        .extracting(e -> e.direction() + " " + e.step() + " " + e.outcome())
        .containsExactly("UP 1 DONE", "UP 2 DONE", "DOWN 2 DONE", "DOWN 1 DONE");
    assertThat(entries())
        .allSatisfy(
            e -> {
              assertThat(e.finished()).isNotNull().isAfterOrEqualTo(e.started());
              assertThat(e.actor()).isEqualTo(ACTOR);
            });
  }

  @Test
  void aSecondUpgradeDoesNothing() {
    MigrationFile file = file("000000000001", TWO_STEPS);
    upgrade(file);
    upgrade(file);
    assertThat(entries()).hasSize(2);
  }

  @Test
  void aRefusedStatementIsRolledBackJournalledAndPointedAt() {
    MigrationFile file =
        file(
            "000000000001",
            """
            -- migrate:up
            CREATE TABLE a (id int);

            -- migrate:up
            CREATE TABLE b (id int);
            ALTER TABLE a
              ADD COLUMN n int,
              ADD COLUMN m intt;

            -- migrate:down
            DROP TABLE b;

            -- migrate:down
            DROP TABLE a;
            """);
    StepFailedException failure =
        catchThrowableOfType(StepFailedException.class, () -> upgrade(file));
    assertThat(failure.step()).isEqualTo(2);
    assertThat(failure.sqlState()).isEqualTo("42704");
    assertThat(failure.line()).isEqualTo(14);
    assertThat(failure)
        .hasMessageContaining(file.path() + ":14: step 2 of 2 (up) of revision 000000000001")
        .hasMessageContaining("type \"intt\" does not exist")
        .hasMessageContaining("ADD COLUMN n int,");
    assertThat(exists("a")).isTrue();
    assertThat(exists("b")).isFalse();
    AppliedRevision state = state().find("000000000001").orElseThrow();
    assertThat(state.applied()).isEqualTo(1);
    assertThat(state.complete()).isFalse();
    assertThat(state.failed().failure().message()).contains("intt");

    // The failed step may be edited, the applied one not; the next run begins at the failed one.
    MigrationFile mended = edited(file, "intt", "int");
    assertThat(upgrade(mended).isComplete("000000000001")).isTrue();
    assertThat(entries())
        .extracting(e -> e.step() + " " + e.outcome())
        .containsExactly("1 DONE", "2 FAILED", "2 DONE");
  }

  @Test
  void postgresHintsAreShown() {
    MigrationFile file = file("000000000001", "-- migrate:up\nSELECT relnam FROM pg_class;\n");
    assertThatThrownBy(() -> upgrade(file))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("Hint: ")
        .hasMessageContaining("relname");
  }

  @Test
  void whatAStepSetsIsItsOwn() throws SQLException {
    execute("CREATE ROLE step_role");
    try {
      execute("GRANT CREATE ON SCHEMA public TO step_role");
      MigrationFile file =
          file(
              "000000000001",
              """
              -- migrate:up
              SET ROLE step_role;
              SET work_mem = '77MB';
              CREATE TABLE a (id int);

              -- migrate:up
              CREATE TABLE b AS SELECT current_setting('work_mem') AS c;
              """);
      upgrade(file);
      assertThat(value("SELECT tableowner FROM pg_tables WHERE tablename = 'a'"))
          .isEqualTo("step_role");
      assertThat(value("SELECT tableowner FROM pg_tables WHERE tablename = 'b'"))
          .isEqualTo("postgres");
      assertThat(value("SELECT c FROM b")).isEqualTo("4MB");
    } finally {
      execute("DROP OWNED BY step_role");
      execute("DROP ROLE step_role");
    }
  }

  @Test
  void aDeferredConstraintFailsAtTheCommit() {
    MigrationFile file =
        file(
            "000000000001",
            """
            -- migrate:up
            CREATE TABLE a (id int UNIQUE DEFERRABLE INITIALLY DEFERRED);
            INSERT INTO a VALUES (1), (1);
            """);
    assertThatThrownBy(() -> upgrade(file))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("Detail: Key (id)=(1) already exists")
        .hasMessageContaining("Statement:\n    COMMIT")
        .hasMessageContaining(
            "a check at the end of the transaction failed (constraint \"a_id_key\" of public.a)")
        .hasMessageNotContaining("INSERT INTO");
    assertThat(exists("a")).isFalse();
    assertThat(entries()).extracting(JournalEntry::outcome).containsExactly(Outcome.FAILED);
  }

  @Test
  void aDeferredTriggerRunsUnderTheSettingsOfItsStep() {
    MigrationFile file =
        file(
            "000000000001",
            """
            -- migrate:up
            CREATE TABLE a (id int);
            CREATE TABLE seen (zone text);
            CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              INSERT INTO seen VALUES (current_setting('TimeZone'));
              RETURN NULL;
            END
            $$;
            CREATE CONSTRAINT TRIGGER noted AFTER INSERT ON a
              DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note();
            SET LOCAL TimeZone = 'Asia/Tokyo';
            INSERT INTO a VALUES (1);
            """);

    upgrade(file);

    assertThat(value("SELECT zone FROM seen")).isEqualTo("Asia/Tokyo");
  }

  @Test
  void aPartlyAppliedRevisionIsTakenBackByItsLastDownBlocks() {
    MigrationFile broken =
        file("000000000001", TWO_STEPS.replace("CREATE TABLE b (id int)", "CREATE TABL b ()"));
    assertThatThrownBy(() -> upgrade(broken)).isInstanceOf(StepFailedException.class);
    assertThat(downgrade(broken).revisions()).isEmpty();
    assertThat(exists("a")).isFalse();

    MigrationFile unequal =
        file(
            "000000000002",
            """
            -- migrate:up
            CREATE TABLE a (id int);

            -- migrate:up
            CREATE TABL b ();

            -- migrate:down
            DROP TABLE b, a;
            """);
    assertThatThrownBy(() -> upgrade(unequal)).isInstanceOf(StepFailedException.class);
    assertRefused(Reason.NO_COUNTERPART, () -> downgrade(unequal));
  }

  @Test
  void whatHasNoStatementsIsDoneTogetherWithTheStepBeforeIt() {
    execute("CREATE TABLE a (id int)");
    MigrationFile broken = file("000000000001", WAY_BACK_IN_PARTS + "CREATE TABL c ();\n" + BACK);
    assertThatThrownBy(() -> upgrade(broken)).isInstanceOf(StepFailedException.class);
    assertThat(state().find("000000000001").orElseThrow().applied()).isEqualTo(3);
    assertThat(value("SELECT count(DISTINCT xmin::text) FROM migrate_history WHERE step <= 3"))
        .isEqualTo("1");
    assertThat(downgrade(broken).revisions()).isEmpty();
    assertThat(exists("a")).isTrue();
  }

  @Test
  void whatIsLeftOfAWayBackIsNoPlaceToGoUpFrom() {
    execute("CREATE TABLE a (id int)");
    MigrationFile file =
        file(
            "000000000001",
            WAY_BACK_IN_PARTS + "SELECT 1;\n" + BACK.replace("DROP TABLE half", "DROP TABL half"));
    upgrade(file);
    assertThatThrownBy(() -> downgrade(file)).isInstanceOf(StepFailedException.class);
    assertThat(state().find("000000000001").orElseThrow().applied()).isEqualTo(2);
    assertRefused(Reason.NO_COUNTERPART, () -> upgrade(file));
    assertThat(downgrade(edited(file, "DROP TABL half", "DROP TABLE half")).revisions()).isEmpty();
    assertThat(exists("a")).isTrue();
  }

  @Test
  void onTheWayBackItIsDoneTogetherWithTheStepAfterIt() {
    MigrationFile file =
        file(
            "000000000001",
            """
            -- migrate:up
            CREATE TABLE a (id int);

            -- migrate:up
            CREATE INDEX ON a (id);

            -- migrate:up
            CREATE INDEX ON a (id);

            -- migrate:down
            -- migrate:down
            -- migrate:down
            DROP TABLE a;
            """);
    upgrade(file);
    assertThat(downgrade(file).revisions()).isEmpty();
    assertThat(
            value("SELECT count(DISTINCT xmin::text) FROM migrate_history WHERE direction='down'"))
        .isEqualTo("1");
    assertThat(entries())
        .extracting(e -> e.direction() + " " + e.step())
        .containsExactly("UP 1", "UP 2", "UP 3", "DOWN 3", "DOWN 2", "DOWN 1");
  }

  @Test
  void whatIsSettledIsSoTogetherWithWhatHasNoStatements() {
    execute("CREATE TABLE t (id int)");
    MigrationFile file =
        file(
            "000000000001",
            CONCURRENT_INDEX.replaceFirst("-- migrate:down", "-- migrate:up\n\n-- migrate:down"));
    upgrade(file);
    execute("DELETE FROM migrate_history WHERE outcome = 'done'");
    assertThat(upgrade(file).isComplete("000000000001")).isTrue();
    assertThat(entries())
        .extracting(e -> e.step() + " " + e.outcome())
        .containsExactly("1 STARTED", "1 DONE", "2 DONE");
  }

  @Test
  void unequalNumbersOfBlocksAreFineWhenAllIsApplied() {
    String text =
        """
        -- migrate:up
        CREATE TABLE a (id int);

        -- migrate:down
        ALTER TABLE a RENAME TO z;

        -- migrate:down
        DROP TABL z;
        """;
    MigrationFile file = file("000000000001", text);
    upgrade(file);
    assertThatThrownBy(() -> downgrade(file)).isInstanceOf(StepFailedException.class);
    assertThat(state().find("000000000001").orElseThrow().downLeft()).isEqualTo(1);
    assertRefused(Reason.NO_COUNTERPART, () -> upgrade(file));
    // A down step may be repaired.
    assertThat(downgrade(edited(file, "TABL z", "TABLE z")).revisions()).isEmpty();
    assertThat(exists("z")).isFalse();
  }

  @Test
  void whatHasNoWayBackIsRefusedBeforeAnythingRuns() {
    MigrationFile oneWay = file("000000000001", "-- migrate:up\nCREATE TABLE a (id int);\n");
    MigrationFile back =
        file("000000000002", "-- migrate:up\nSELECT 1;\n\n-- migrate:down\nDROP TABLE a;\n");
    upgrade(oneWay, back);
    assertRefused(Reason.IRREVERSIBLE, () -> downgrade(back, oneWay));
    assertThat(exists("a")).isTrue();
    MigrationFile declared =
        parsed(
            Path.of("3.sql"),
            header("000000000003") + "-- irreversible: the names are gone\n\n" + TWO_STEPS);
    execute("DROP TABLE a");
    upgrade(declared);
    assertThatThrownBy(() -> downgrade(declared))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("irreversible: the names are gone");
  }

  @Test
  void anEditedAppliedStepIsAnErrorAndACommentIsNot() {
    MigrationFile file = file("000000000001", TWO_STEPS);
    upgrade(file);
    upgrade(edited(file, "CREATE TABLE b", "-- a remark\nCREATE TABLE b"));
    MigrationFile edited = edited(file, "b (id int)", "b (id bigint)");
    assertThatThrownBy(() -> upgrade(edited))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(edited.path() + ":")
        .hasMessageContaining("step 2 of revision 000000000001 was edited");
    assertRefused(Reason.EDITED, () -> upgrade(edited));
  }

  @Test
  void aRevisionThatTheCheckoutLacksIsTakenBackByTheJournal() {
    upgrade(file("000000000001", TWO_STEPS));
    MigrationFile journalled =
        state().find("000000000001").flatMap(AppliedRevision::journalled).orElseThrow();
    assertThat(
            executor(Progress.SILENT)
                .run(List.of(), s -> Worklist.of(List.of(Task.down(journalled))))
                .revisions())
        .isEmpty();
    assertThat(exists("a")).isFalse();
  }

  @Test
  void aMergeWithoutStepsIsApplied() {
    MigrationFile merge = file("000000000001", "");
    assertThat(upgrade(merge).isComplete("000000000001")).isTrue();
    assertThat(entries()).extracting(JournalEntry::kind).containsExactly(Kind.EMPTY);
    assertThat(downgrade(merge).revisions()).isEmpty();
  }

  @Test
  void stampRecordsWithoutExecuting() {
    MigrationFile file = file("000000000001", TWO_STEPS);
    Worklist stamp = new Worklist(List.of(Task.up(file)), true, "000000000001");
    AppliedState state = executor(Progress.SILENT).run(List.of(file), s -> stamp);
    assertThat(state.isComplete("000000000001")).isTrue();
    assertThat(state.initialising()).isFalse();
    assertThat(exists("a")).isFalse();
    assertRefused(Reason.EDITED, () -> upgrade(edited(file, "b (id int)", "b (id bigint)")));
    Worklist unstamp = new Worklist(List.of(Task.down(file)), true, null);
    assertThat(executor(Progress.SILENT).run(List.of(file), s -> unstamp).revisions()).isEmpty();
  }

  @Test
  void initialisingEndsAtTheFirstHead() {
    MigrationFile first = file("000000000001", TWO_STEPS);
    assertThat(upgrade(first).initialising()).isTrue();
    Worklist rest = new Worklist(List.of(Task.up(first)), false, "000000000001");
    assertThat(executor(Progress.SILENT).run(List.of(first), s -> rest).initialising()).isFalse();
    executor(Progress.SILENT).run(List.of(first), s -> rest);
    assertThat(entries()).filteredOn(e -> e.kind() == Kind.INITIALISED).hasSize(1);
  }

  @Test
  void stepsRunInThePinnedSession() throws SQLException {
    execute("ALTER DATABASE " + connection.getCatalog() + " SET timezone = 'Asia/Tokyo'");
    upgrade(
        file(
            "000000000001",
            """
            -- migrate:up
            CREATE TABLE a AS SELECT current_setting('timezone') AS zone, current_setting('lock_timeout') AS lock;
            """));
    assertThat(value("SELECT zone || ' ' || lock FROM a")).isEqualTo("UTC 50ms");
  }

  @Test
  void theRolesOwnTimeoutsNeverApply() throws SQLException {
    String database = connection.getCatalog();
    for (String timeout :
        List.of(
            "statement_timeout",
            "transaction_timeout",
            "lock_timeout",
            "idle_in_transaction_session_timeout",
            "idle_session_timeout")) {
      execute("ALTER DATABASE " + database + " SET " + timeout + " = '60ms'");
    }
    execute("CREATE TABLE t (id int PRIMARY KEY, n int)");
    execute("INSERT INTO t (id) SELECT generate_series(1, 20)");
    upgrade(
        file(
            "000000000001",
            """
            -- migrate:up
            SELECT pg_sleep(0.2);
            CREATE TABLE a AS SELECT name, setting FROM pg_settings
              WHERE name ~ '^(statement|transaction|lock|idle.*)_timeout$';
            SELECT pg_sleep(0.2);

            -- migrate:up no-transaction
            VACUUM (ANALYZE) t;

            -- migrate:up batch key=id size=10
            UPDATE t SET n = id + length(pg_sleep(0.01)::text) WHERE id BETWEEN :from AND :to;
            """));
    assertThat(value("SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) FROM a"))
        .isEqualTo(
            "idle_in_transaction_session_timeout=0 idle_session_timeout=0 lock_timeout=50"
                + " statement_timeout=0 transaction_timeout=0");
    assertThat(value("SELECT count(*) FROM t WHERE n >= id")).isEqualTo("20");
  }

  @Test
  void aBodyWithSemicolonsReachesTheServerWhole() {
    upgrade(
        file(
            "000000000001",
            """
            -- migrate:up
            CREATE FUNCTION one() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 2; SELECT 1; END;
            CREATE FUNCTION two() RETURNS text LANGUAGE sql AS $$ SELECT '{fn x} ?'; $$;
            """));
    assertThat(value("SELECT two()")).isEqualTo("{fn x} ?");
  }

  @Test
  void aLockTimeoutIsTriedAgain() throws SQLException {
    execute("CREATE TABLE t (id int)");
    MigrationFile file = file("000000000001", "-- migrate:up\nALTER TABLE t ADD COLUMN n int;\n");
    connection.setAutoCommit(false);
    execute("LOCK TABLE t");
    List<String> retries = new ArrayList<>();
    Progress unlocking =
        new Progress() {
          @Override
          public void retrying(
              Task task, int step, String why, List<Blocker> blockers, Duration pause) {
            retries.add(why);
            try {
              connection.commit();
            } catch (SQLException e) {
              throw new AssertionError(e);
            }
          }
        };
    executor(unlocking).run(List.of(file), s -> Worklist.of(List.of(Task.up(file))));
    connection.setAutoCommit(true);
    assertThat(retries).hasSize(1).first().asString().contains("lock timeout");
    assertThat(entries()).extracting(JournalEntry::outcome).containsExactly(Outcome.DONE);
  }

  @Test
  void anIndexIsBuiltOutsideATransaction() {
    execute("CREATE TABLE t (id int)");
    MigrationFile file = file("000000000001", CONCURRENT_INDEX);
    assertThat(upgrade(file).isComplete("000000000001")).isTrue();
    assertThat(entries())
        .extracting(JournalEntry::outcome)
        .containsExactly(Outcome.STARTED, Outcome.DONE);
    assertThat(exists("ix_t")).isTrue();
    assertThat(downgrade(file).revisions()).isEmpty();
    assertThat(exists("ix_t")).isFalse();
  }

  @Test
  void aFailedBuildLeavesNoInvalidIndexAndIsTriedAgain() {
    execute("CREATE TABLE t (id int)");
    execute("INSERT INTO t VALUES (1), (1)");
    MigrationFile file = file("000000000001", CONCURRENT_INDEX);
    assertThatThrownBy(() -> upgrade(file))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("Key (id)=(1) is duplicated");
    assertThat(exists("ix_t")).isFalse();
    execute("DELETE FROM t");
    assertThat(upgrade(file).isComplete("000000000001")).isTrue();
  }

  @Test
  void anInterruptedBuildIsSettledByTheCatalog() {
    execute("CREATE TABLE t (id int)");
    MigrationFile file = file("000000000001", CONCURRENT_INDEX);
    upgrade(file);
    // As after a crash between the statement and its row: done.
    execute("DELETE FROM migrate_history WHERE outcome = 'done'");
    assertThat(state().find("000000000001").orElseThrow().unknown()).isNotNull();
    String built = value("SELECT 'ix_t'::regclass::oid");
    assertThat(upgrade(file).isComplete("000000000001")).isTrue();
    assertThat(value("SELECT 'ix_t'::regclass::oid")).isEqualTo(built);
    // As after a crash in the middle: invalid, so it is built again.
    execute("DELETE FROM migrate_history WHERE outcome = 'done'");
    execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_t'::regclass");
    assertThat(upgrade(file).isComplete("000000000001")).isTrue();
    assertThat(value("SELECT 'ix_t'::regclass::oid")).isNotEqualTo(built);
    assertThat(value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_t'::regclass"))
        .isEqualTo("t");
    // As after a crash before it: absent.
    execute("DELETE FROM migrate_history WHERE outcome = 'done'");
    execute("DROP INDEX ix_t");
    assertThat(upgrade(file).isComplete("000000000001")).isTrue();
    assertThat(exists("ix_t")).isTrue();
  }

  @Test
  void clearingAwayHalfABuildSaysWhomItWaitsFor() throws SQLException {
    execute("CREATE TABLE t (id int)");
    MigrationFile file = file("000000000001", CONCURRENT_INDEX);
    upgrade(file);
    execute("DELETE FROM migrate_history WHERE outcome = 'done'");
    execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_t'::regclass");
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    try (Connection reader =
            new Database(database.url(), null, null, null, "public", "a long report").connect();
        Statement reading = reader.createStatement()) {
      // Nobody would end it otherwise if nothing were heard.
      reading.execute("SET idle_in_transaction_session_timeout = '10s'");
      reader.setAutoCommit(false);
      reading.execute("SELECT FROM t");
      Progress listening =
          new Progress() {
            @Override
            public void notice(String text) {
              heard.add(text);
            }

            @Override
            public void moved(Task task, int step, StepProgress movement) {
              if (heard.size() == 1 && !movement.waitingFor().isEmpty()) {
                heard.add(movement.waitingFor().get(0).application());
                Jdbc.close(reader);
              }
            }
          };
      executor(listening).run(List.of(file), s -> Worklist.of(List.of(Task.up(file))));
    }
    assertThat(heard)
        .containsExactly(
            "Removes what was left of step 1: DROP INDEX CONCURRENTLY IF EXISTS ix_t",
            "a long report");
    assertThat(value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_t'::regclass"))
        .isEqualTo("t");
  }

  @Test
  void anInterruptedDropIsSettledByTheCatalogOnTheWayUpToo() {
    execute("CREATE TABLE t (id int)");
    MigrationFile file = file("000000000001", CONCURRENT_INDEX);
    upgrade(file);
    downgrade(file);
    // As after a crash between the statement and its row: dropped, so it is built again.
    execute("DELETE FROM migrate_history WHERE direction = 'down' AND outcome = 'done'");
    assertThat(state().isComplete("000000000001")).isFalse();
    assertThat(upgrade(file).isComplete("000000000001")).isTrue();
    assertThat(exists("ix_t")).isTrue();
    // As after a crash before it: still there.
    downgrade(file);
    execute("DELETE FROM migrate_history WHERE direction = 'down' AND outcome = 'done' AND id > 4");
    execute("CREATE UNIQUE INDEX ix_t ON t (id)");
    assertThat(upgrade(file).isComplete("000000000001")).isTrue();
    assertThat(entries().get(entries().size() - 1).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(exists("ix_t")).isTrue();
  }

  @Test
  void whatHalfABuildLeftIsClearedAwayUnderADoneWhenToo() {
    execute("CREATE TABLE t (id int)");
    MigrationFile file =
        file(
            "000000000001",
            """
            -- migrate:up no-transaction
            -- migrate:done-when EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('ix_t') AND indisvalid)
            CREATE INDEX CONCURRENTLY ix_t ON t (id);
            """);
    upgrade(file);
    execute("DELETE FROM migrate_history WHERE outcome = 'done'");
    execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_t'::regclass");
    assertThat(upgrade(file).isComplete("000000000001")).isTrue();
    assertThat(value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_t'::regclass"))
        .isEqualTo("t");
  }

  @ParameterizedTest
  @CsvSource({
    "REINDEX TABLE t, false",
    "REINDEX TABLE CONCURRENTLY t, true",
    "REINDEX (VERBOSE) INDEX i, false",
    "'REINDEX (VERBOSE, CONCURRENTLY) INDEX i', true",
    "REINDEX (CONCURRENTLY OFF) TABLE t, false",
    "REINDEX SCHEMA CONCURRENTLY s, true",
    "REINDEX SCHEMA s, false",
    "ALTER TABLE t DETACH PARTITION p, false",
    "ALTER TABLE t DETACH PARTITION p CONCURRENTLY, true",
  })
  void onlyBehindWhatIsConcurrentNobodyQueues(String statement, boolean concurrent) {
    MigrationFile file = file("000000000001", "-- migrate:up no-transaction\n" + statement + ";\n");
    assertThat(Postcondition.of(file.revision().up().get(0)).concurrent()).isEqualTo(concurrent);
  }

  @Test
  void aStepWithoutTheOneBeforeItIsAsked() {
    MigrationFile file = file("000000000001", TWO_STEPS);
    upgrade(file);
    // As a client leaves it that goes on past an error.
    execute("DROP TABLE a; DELETE FROM migrate_history WHERE step = 1");
    assertThat(state().isComplete("000000000001")).isFalse();
    assertRefused(Reason.UNKNOWN_STATE, () -> upgrade(file));
    execute("CREATE TABLE a (id int)");
    AppliedState stamped =
        executor(Progress.SILENT)
            .run(List.of(file), state -> new Worklist(List.of(Task.up(file)), true, null));
    assertThat(stamped.isComplete("000000000001")).isTrue();
  }

  @Test
  void whatNobodyCanTellIsAsked() {
    MigrationFile file = file("000000000001", "-- migrate:up no-transaction\nVACUUM;\n");
    upgrade(file);
    execute("DELETE FROM migrate_history WHERE outcome = 'done'");
    assertRefused(Reason.UNKNOWN_STATE, () -> upgrade(file));
    MigrationFile told = edited(file, "VACUUM", "-- migrate:done-when SELECT true\nVACUUM");
    assertThat(upgrade(told).isComplete("000000000001")).isTrue();
  }

  @Test
  void enumValuesAreAddedOutsideATransaction() {
    execute("CREATE TYPE mood AS ENUM ('ok')");
    MigrationFile file =
        file(
            "000000000001",
            "-- migrate:up no-transaction\nALTER TYPE mood ADD VALUE IF NOT EXISTS 'it''s fine';\n");
    upgrade(file);
    execute("DELETE FROM migrate_history WHERE outcome = 'done'");
    assertThat(upgrade(file).isComplete("000000000001")).isTrue();
    assertThat(entries()).extracting(JournalEntry::outcome).contains(Outcome.DONE);
  }

  @Test
  void twoAtOnceApplyEachStepOnce() throws Exception {
    List<MigrationFile> files = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      files.add(file("00000000000" + i, "-- migrate:up\nCREATE TABLE t%d ();\n".formatted(i)));
    }
    MigrationFile[] all = files.toArray(MigrationFile[]::new);
    List<CompletableFuture<AppliedState>> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      runs.add(CompletableFuture.supplyAsync(() -> upgrade(all)));
    }
    for (CompletableFuture<AppliedState> run : runs) {
      assertThat(run.get(60, TimeUnit.SECONDS).complete()).hasSize(10);
    }
    assertThat(entries()).hasSize(10).allMatch(e -> e.outcome() == Outcome.DONE);
    assertThat(entries()).extracting(JournalEntry::run).containsOnly(entries().get(0).run());
  }

  @Test
  void aHolderThatWasReplacedCannotWrite() throws Exception {
    MigrationFile file = file("000000000001", TWO_STEPS);
    CountDownLatch firstStep = new CountDownLatch(1);
    CountDownLatch replaced = new CountDownLatch(1);
    Progress holding =
        new Progress() {
          @Override
          public void done(Task task, int step, Duration took) {
            firstStep.countDown();
            try {
              replaced.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          }
        };
    CompletableFuture<AppliedState> stale =
        CompletableFuture.supplyAsync(
            () -> executor(holding).run(List.of(file), s -> Worklist.of(List.of(Task.up(file)))));
    assertThat(firstStep.await(60, TimeUnit.SECONDS)).isTrue();
    List<Lease.Holder> waitedFor = Collections.synchronizedList(new ArrayList<>());
    Progress expiring =
        new Progress() {
          @Override
          public void waiting(Lease.Holder holder) {
            waitedFor.add(holder);
            execute("UPDATE migrate_lock SET expires = clock_timestamp() - interval '1 s'");
          }
        };
    AppliedState taken =
        executor(expiring).run(List.of(file), s -> Worklist.of(List.of(Task.up(file))));
    assertThat(taken.isComplete("000000000001")).isTrue();
    assertThat(waitedFor).extracting(Lease.Holder::by).containsExactly("ann@desk");
    replaced.countDown();
    assertThatThrownBy(() -> stale.get(60, TimeUnit.SECONDS))
        .hasCauseInstanceOf(LeaseLostException.class);
    assertThat(entries()).extracting(JournalEntry::step).containsExactly(1, 2);
    assertThat(new PostgresLease(database, "public", TIMES).holder()).isEmpty();
  }

  private Executor executor(Progress progress) {
    return new Executor(
        database,
        database,
        new PostgresJournal("public"),
        new PostgresLease(database, "public", TIMES),
        ACTOR,
        IMPATIENT,
        progress);
  }

  private AppliedState upgrade(MigrationFile... files) {
    List<Task> tasks = Arrays.stream(files).map(Task::up).toList();
    return executor(Progress.SILENT).run(List.of(files), state -> Worklist.of(tasks));
  }

  private AppliedState downgrade(MigrationFile... files) {
    List<Task> tasks = Arrays.stream(files).map(Task::down).toList();
    return executor(Progress.SILENT).run(List.of(files), state -> Worklist.of(tasks));
  }

  private static void assertRefused(Reason reason, Runnable what) {
    RefusedException refused = catchThrowableOfType(RefusedException.class, what::run);
    assertThat(refused).isNotNull();
    assertThat(refused.reason()).isEqualTo(reason);
  }

  private List<JournalEntry> entries() {
    return new PostgresJournal("public").read(connection);
  }

  private AppliedState state() {
    return AppliedState.of(entries());
  }

  private boolean exists(String relation) {
    return "t".equals(value("SELECT to_regclass('public.%s') IS NOT NULL".formatted(relation)));
  }

  private String value(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** The second step goes back in two. */
  private static final String WAY_BACK_IN_PARTS =
      """
      -- migrate:up
      -- migrate:up
      ALTER TABLE a RENAME TO z;

      -- migrate:up

      -- migrate:up
      """;

  private static final String BACK =
      """

      -- migrate:down
      -- migrate:down
      CREATE TABLE half (id int);

      -- migrate:down
      DROP TABLE half;
      ALTER TABLE z RENAME TO a;

      -- migrate:down
      """;

  private static String header(String id) {
    return "-- make it so\n--\n-- revision: "
        + id
        + "\n-- parent:   none\n-- created:  2026-11-22T10:30:00Z\n";
  }

  private static MigrationFile file(String id, String blocks) {
    return parsed(Path.of("202611221030_" + id + "_make_it_so.sql"), header(id) + "\n" + blocks);
  }

  private static MigrationFile parsed(Path path, String text) {
    TEXTS.put(path, text);
    return new MigrationFile(path, RevisionParser.parse(path, text));
  }

  /** The same file after somebody edited it. */
  private static MigrationFile edited(MigrationFile file, String from, String to) {
    String text = TEXTS.get(file.path());
    assertThat(text).contains(from);
    return new MigrationFile(
        file.path(), RevisionParser.parse(file.path(), text.replace(from, to)));
  }
}

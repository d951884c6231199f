package dev.pgmigrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.revision.MigrationFile;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person's query tells whether a step has happened; it may be mended. */
class DoneWhenTest {
  private static final String ID = "000000000001";
  private static final String BROKEN = "SELECT '{\"a\": 1}'::jsonb ? 1";
  private static final String SOUND = "SELECT '{\"a\": 1}'::jsonb ? 'a'";

  private Applying applying;

  @BeforeEach
  void open() {
    applying = new Applying();
    applying.execute("CREATE TABLE t (a int); CREATE SEQUENCE executed");
    applying.execute(
        "CREATE PROCEDURE work() LANGUAGE plpgsql AS $$ BEGIN PERFORM nextval('executed'); END $$");
  }

  @AfterEach
  void close() throws SQLException {
    applying.close();
  }

  private static MigrationFile file(String doneWhen, String statement) {
    return Applying.file(
        ID,
        "-- migrate:up no-transaction\n-- migrate:done-when "
            + doneWhen
            + "\n"
            + statement
            + ";\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SOUND,
        "SELECT '{\"a\": 1}'::jsonb ?| ARRAY['a'] AND '{\"a\": 1}'::jsonb ?& ARRAY['a']",
        "SELECT '{d ''2020-01-01''}' LIKE '{d %' AND $$ {fn now()} $$ = ' {fn now()} '",
        "EXISTS (SELECT FROM pg_class WHERE relname = 'executed') -- with a remark",
        "SELECT true;",
      })
  void isAskedAsItStands(String doneWhen) {
    assertThat(applying.upgrade(file(doneWhen, "CALL work()")).isComplete(ID)).isTrue();
    // Beside a query of our own, which has names in it.
    MigrationFile index =
        Applying.file(
            "000000000002",
            "-- migrate:up no-transaction\n-- migrate:done-when "
                + doneWhen
                + "\nCREATE INDEX CONCURRENTLY \"ix?\" ON t (a);\n");
    assertThat(applying.upgrade(index).isComplete("000000000002")).isTrue();
  }

  @Test
  void aBrokenOneIsMendedAndTheStepIsNotExecutedAgain() {
    MigrationFile broken = file(BROKEN, "CALL work()");
    assertThatThrownBy(() -> applying.upgrade(broken))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(":7: the statement of step 1 was executed")
        .hasMessageContaining("query fails: ERROR: operator does not exist: jsonb ? integer")
        .hasMessageContaining("Fix that line");
    assertThatThrownBy(() -> applying.upgrade(broken))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("Its done-when query fails: ERROR: operator does not exist");
    assertThatThrownBy(() -> applying.upgrade(file(SOUND, "CALL work() /* other */; SELECT 1")))
        .isInstanceOf(RuntimeException.class);

    assertThat(applying.upgrade(file(SOUND, "CALL work()")).isComplete(ID)).isTrue();
    assertThat(applying.value("SELECT last_value FROM executed")).isEqualTo("1");
    assertThat(applying.upgrade(file(SOUND, "CALL work()")).isComplete(ID)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void mayTakeLongerThanAServerIsWaitedFor(boolean settled) {
    applying.limits =
        new Limits(Duration.ZERO, Duration.ZERO, 2, Duration.ofMillis(1), Duration.ofSeconds(2));
    if (settled) {
      assertThatThrownBy(() -> applying.upgrade(file(BROKEN, "CALL work()")))
          .isInstanceOf(RefusedException.class);
    }
    MigrationFile slow = file("SELECT pg_sleep(3) IS NOT NULL", "CALL work()");
    assertThat(applying.upgrade(slow).isComplete(ID)).isTrue();
    assertThat(applying.value("SELECT last_value FROM executed")).isEqualTo("1");
  }

  @Test
  void oneOfAnAppliedStepMayBeMendedAndNothingElseMay() {
    String more = ";\n\n-- migrate:up\nSELECT 1 / (SELECT count(*) FROM t)";
    assertThatThrownBy(() -> applying.upgrade(file("SELECT true", "CALL work()" + more)))
        .isInstanceOf(StepFailedException.class);
    assertThatThrownBy(() -> applying.upgrade(file(SOUND, "CALL  work ( ) " + more)))
        .isInstanceOf(StepFailedException.class);
    // The journal has the text of the second run now, and the checksum of the first.
    applying.execute("INSERT INTO t VALUES (1)");
    assertThatThrownBy(() -> applying.upgrade(file(SOUND, "CALL work2()" + more)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("edited after it was applied");
    assertThat(applying.upgrade(file(SOUND, "CALL work()" + more)).isComplete(ID)).isTrue();
    assertThat(applying.upgrade(file("SELECT false", "CALL work()" + more)).isComplete(ID))
        .isTrue();
    assertThat(applying.value("SELECT last_value FROM executed")).isEqualTo("1");
  }
}

package dev.pgmigrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.revision.MigrationFile;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An index is done when it is there as the statement says, not when something is called so. */
class SameNameTest {
  private static final String ID = "000000000001";

  private Applying applying;

  @BeforeEach
  void open() {
    applying = new Applying();
    applying.execute("CREATE SCHEMA \"my shop\"");
    applying.execute(
        "CREATE TABLE t (gone int, a int NOT NULL, b text, c varchar(9) COLLATE \"POSIX\", at timestamptz)");
    // So that columns have other numbers in a copy.
    applying.execute("ALTER TABLE t DROP COLUMN gone");
    applying.execute("CREATE TABLE \"my shop\".t (a int, b text)");
    applying.execute(
        "CREATE FUNCTION doubled(n int) RETURNS int LANGUAGE sql IMMUTABLE RETURN n * 2");
  }

  @AfterEach
  void close() throws SQLException {
    applying.close();
  }

  private static MigrationFile file(String statement) {
    return Applying.file(ID, "-- migrate:up no-transaction\n" + statement + ";\n");
  }

  /** As after a crash between the statement and its row. */
  private void interrupted(MigrationFile file, String there) {
    applying.upgrade(file);
    applying.execute("DELETE FROM migrate_history WHERE outcome = 'done'");
    if (!there.isEmpty()) {
      applying.execute("DROP INDEX ix");
      applying.execute(there);
    }
  }

  private String oid() {
    return applying.value(
        "SELECT indexrelid FROM pg_index WHERE indexrelid::regclass::text = 'ix'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX CONCURRENTLY ix ON t (a)",
        "CREATE UNIQUE INDEX CONCURRENTLY ix ON public.t USING btree (a, b DESC NULLS LAST) INCLUDE (c)",
        "CREATE INDEX CONCURRENTLY IF NOT EXISTS ix ON ONLY t (lower(b) text_pattern_ops, doubled(a), ((t.a + 1)))",
        "CREATE INDEX CONCURRENTLY ix ON t (c COLLATE \"C\") WHERE c IN ('x', 'y') AND at > '2020-01-01'",
        "CREATE INDEX CONCURRENTLY ix ON t USING hash (a) WITH (fillfactor = 70) TABLESPACE pg_default",
        "CREATE INDEX CONCURRENTLY /* here */ \"ix\" ON \"t\" (a) -- there",
      })
  void theSameIsDone(String statement) {
    MigrationFile file = file(statement);
    interrupted(file, "");
    String built = oid();
    assertThat(applying.upgrade(file).isComplete(ID)).isTrue();
    assertThat(oid()).isEqualTo(built);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          UNIQUE INDEX %s ix ON t (a)                ~ INDEX ix ON t (a)
          INDEX %s ix ON t (a)                       ~ INDEX ix ON t (b)
          INDEX %s ix ON t (a, b)                    ~ INDEX ix ON t (a) INCLUDE (b)
          INDEX %s ix ON t (a)                       ~ INDEX ix ON t (a DESC)
          INDEX %s ix ON t (a)                       ~ INDEX ix ON t (a) WHERE a > 0
          INDEX %s ix ON t (a) WHERE a > 1           ~ INDEX ix ON t (a) WHERE a > 0
          INDEX %s ix ON t (lower(b))                ~ INDEX ix ON t (upper(b))
          INDEX %s ix ON t (b)                       ~ INDEX ix ON t (b text_pattern_ops)
          INDEX %s ix ON t (b)                       ~ INDEX ix ON t (b COLLATE "C")
          INDEX %s ix ON t (a)                       ~ INDEX ix ON t USING hash (a)
          INDEX %s ix ON t (a) WITH (fillfactor=70)  ~ INDEX ix ON t (a)
          """)
  void anotherOfTheSameNameIsRefusedAndStays(String wanted, String there) {
    MigrationFile file = file("CREATE " + wanted.formatted("CONCURRENTLY"));
    interrupted(file, "CREATE " + there);
    String other = oid();

    StepFailedException failure =
        catchThrowableOfType(StepFailedException.class, () -> applying.upgrade(file));

    assertThat(failure)
        .hasMessageContaining("another index has this name: CREATE ")
        .hasMessageContaining(applying.value("SELECT pg_get_indexdef('ix'::regclass)"))
        .hasMessageContaining("Statement:\n    CREATE " + wanted.formatted("CONCURRENTLY"))
        .hasMessageContaining("DROP INDEX CONCURRENTLY public.ix");
    assertThat(oid()).isEqualTo(other);

    // Also where PostgreSQL itself would be content with it.
    MigrationFile content = file("CREATE " + wanted.formatted("CONCURRENTLY IF NOT EXISTS"));
    assertThatThrownBy(() -> applying.upgrade(content))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("another index has this name");
    assertThat(oid()).isEqualTo(other);

    applying.execute("DROP INDEX CONCURRENTLY public.ix");
    assertThat(applying.upgrade(content).isComplete(ID)).isTrue();
  }

  @Test
  void anIndexOfAnotherTableIsAnother() {
    applying.execute("CREATE TABLE u (a int)");
    applying.execute("CREATE INDEX ix ON u (a)");
    MigrationFile file = file("CREATE INDEX CONCURRENTLY IF NOT EXISTS ix ON t (a)");
    assertThatThrownBy(() -> applying.upgrade(file))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("another object has this name: index ix of table u");
  }

  @Test
  void whoMayNotCompareIsToldWhatItTakes() {
    applying.execute("CREATE ROLE meagre LOGIN");
    String name = applying.value("SELECT current_database()");
    try {
      applying.execute("GRANT ALL ON SCHEMA public TO meagre");
      MigrationFile file = file("CREATE INDEX CONCURRENTLY ix ON t (a)");
      interrupted(file, "");
      applying.execute("REVOKE TEMPORARY ON DATABASE " + name + " FROM public");
      applying.execute("ALTER TABLE t OWNER TO meagre");
      applying.execute("ALTER TABLE migrate_history OWNER TO meagre");
      applying.execute("ALTER TABLE migrate_lock OWNER TO meagre");
      Database meagre = applying.database.withRole("meagre");
      assertThatThrownBy(
              () ->
                  applying
                      .executor(meagre, meagre, Progress.SILENT)
                      .run(List.of(file), s -> Worklist.of(List.of(Task.up(file)))))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("permission denied to create temporary tables")
          .hasMessageContaining("GRANT TEMPORARY ON DATABASE")
          .hasMessageContaining("migrate:done-when");
    } finally {
      applying.execute("DROP OWNED BY meagre CASCADE");
      applying.execute("DROP ROLE meagre");
    }
  }
}

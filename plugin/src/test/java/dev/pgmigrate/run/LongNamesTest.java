package dev.pgmigrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.revision.MigrationFile;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL cuts names at 63 bytes; what it made is found again all the same. */
class LongNamesTest {
  private static final String ID = "000000000001";
  private static final String LONG = "x".repeat(70);

  /** The 63rd byte is the middle of a letter. */
  private static final String LETTERS = "\"Größe" + "ß".repeat(40) + "\"";

  private static final String TABLE = "t" + LONG;
  private static final String SCHEMA = "\"My " + LONG + "\"";

  private Applying applying;

  @BeforeEach
  void open() {
    applying = new Applying();
    applying.execute("CREATE SCHEMA " + SCHEMA);
    for (String table : new String[] {TABLE, SCHEMA + "." + TABLE}) {
      applying.execute("CREATE TABLE %s (a int, k%s bigint PRIMARY KEY)".formatted(table, LONG));
      applying.execute("CREATE INDEX %sd ON %s (a)".formatted("i" + LONG, table));
    }
    applying.execute("CREATE TABLE p (a int) PARTITION BY LIST (a)");
    applying.execute("CREATE TABLE p%s PARTITION OF p FOR VALUES IN (1)".formatted(LONG));
    applying.execute("CREATE TYPE e%s AS ENUM ('a')".formatted(LONG));
  }

  @AfterEach
  void close() throws SQLException {
    applying.close();
  }

  private static MigrationFile file(String statement) {
    return Applying.file(
        ID,
        "-- migrate:up no-transaction\n"
            + statement
                .replace("$long", LONG)
                .replace("$letters", LETTERS)
                .replace("$table", TABLE)
                .replace("$schema", SCHEMA)
            + ";\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX CONCURRENTLY new$long ON $table (a)",
        "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS $letters ON $schema.$table (k$long)",
        "CREATE INDEX CONCURRENTLY $letters ON public.\"$table\" (a)",
        "DROP INDEX CONCURRENTLY i$longd",
        "DROP INDEX CONCURRENTLY IF EXISTS $schema.\"i$longd\"",
        "REINDEX INDEX CONCURRENTLY $schema.i$longd",
        "REINDEX TABLE CONCURRENTLY $table",
        "ALTER TABLE p DETACH PARTITION p$long CONCURRENTLY",
        "ALTER TYPE e$long ADD VALUE 'b'",
      })
  void isDoneAndIsFoundDoneAfterACrash(String statement) {
    MigrationFile file = file(statement);
    assertThat(applying.upgrade(file).isComplete(ID)).isTrue();
    applying.execute("DELETE FROM migrate_history WHERE outcome = 'done'");
    assertThat(applying.upgrade(file).isComplete(ID)).isTrue();
    assertThat(applying.value("SELECT count(*) FROM migrate_history WHERE outcome = 'failed'"))
        .isEqualTo(statement.startsWith("REINDEX") ? "1" : "0");
  }

  @Test
  void halfOfOneIsClearedAway() {
    MigrationFile file = file("CREATE INDEX CONCURRENTLY $letters ON $table (a)");
    applying.upgrade(file);
    applying.execute("DELETE FROM migrate_history WHERE outcome = 'done'");
    applying.execute(
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = "
            + "'"
            + LETTERS
            + "'::regclass");
    assertThat(applying.upgrade(file).isComplete(ID)).isTrue();
    assertThat(applying.value("SELECT count(*) FROM pg_index WHERE NOT indisvalid")).isEqualTo("0");
  }

  @Test
  void whatIsInTheWayOfAUniqueOneIsNamed() {
    applying.execute("INSERT INTO %s VALUES (1, 1), (1, 2)".formatted(TABLE));
    assertThatThrownBy(
            () -> applying.upgrade(file("CREATE UNIQUE INDEX CONCURRENTLY $letters ON $table (a)")))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("These rows are in the way:\n    SELECT a, count(*) FROM t");
    assertThat(applying.value("SELECT count(*) FROM pg_index WHERE NOT indisvalid")).isEqualTo("0");
  }

  @Test
  void aBatchWalksOverALongKey() {
    applying.execute("INSERT INTO %s SELECT n, n FROM generate_series(1, 30) n".formatted(TABLE));
    String key = "k" + LONG;
    assertThat(
            applying
                .upgrade(
                    Applying.file(
                        ID,
                        "-- migrate:up batch key=%1$s size=10\nUPDATE %2$s SET a = 0 WHERE %1$s BETWEEN :from AND :to;\n"
                            .formatted(key, TABLE)))
                .isComplete(ID))
        .isTrue();
    assertThat(applying.value("SELECT sum(a) FROM " + TABLE)).isEqualTo("0");
  }
}

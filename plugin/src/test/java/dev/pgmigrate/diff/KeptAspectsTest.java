package dev.pgmigrate.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.catalog.CatalogReader;
import dev.pgmigrate.intent.Accepted;
import dev.pgmigrate.intent.Answers;
import dev.pgmigrate.intent.Filters;
import dev.pgmigrate.intent.Intent;
import dev.pgmigrate.intent.ModelLock;
import dev.pgmigrate.intent.Resolution;
import dev.pgmigrate.plan.Plan;
import dev.pgmigrate.plan.PlanMode;
import dev.pgmigrate.plan.Planner;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.SessionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An object that has to be made anew keeps what somebody gave it by hand: its kept aspects, and
 * what hangs on it. Each row: what the database has, what is stated, what it becomes.
 */
class KeptAspectsTest {
  private static final String BASE =
      """
      CREATE TABLE p (id int PRIMARY KEY, other int UNIQUE);
      CREATE TABLE a (id int, n int, t text, r int4range, m int);
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // An index of other keys.
        "CREATE INDEX ix ON a (n) INCLUDE (t) WITH (fillfactor = 70); COMMENT ON INDEX ix IS 'mine';"
            + " ALTER TABLE a CLUSTER ON ix"
            + "| CREATE INDEX ix ON a (n, m)"
            + "| CREATE INDEX ix ON a (n, m) INCLUDE (t) WITH (fillfactor = 70);"
            + " COMMENT ON INDEX ix IS 'mine'; ALTER TABLE a CLUSTER ON ix",
        "CREATE UNIQUE INDEX ix ON a (t COLLATE \"C\" text_pattern_ops DESC) NULLS NOT DISTINCT"
            + " WHERE n > 0"
            + "| CREATE INDEX ix ON a (t, n)"
            + "| CREATE UNIQUE INDEX ix ON a (t COLLATE \"C\" text_pattern_ops DESC, n)"
            + " NULLS NOT DISTINCT WHERE n > 0",
        "CREATE INDEX ix ON a USING hash (n) | CREATE INDEX ix ON a (m)"
            + "| CREATE INDEX ix ON a USING hash (m)",
        // Keys of other columns.
        "ALTER TABLE a ADD CONSTRAINT k PRIMARY KEY (n) INCLUDE (t) WITH (fillfactor = 70)"
            + " DEFERRABLE; COMMENT ON CONSTRAINT k ON a IS 'mine'"
            + "| ALTER TABLE a ADD CONSTRAINT k PRIMARY KEY (n, m)"
            + "| ALTER TABLE a ADD CONSTRAINT k PRIMARY KEY (n, m) INCLUDE (t)"
            + " WITH (fillfactor = 70) DEFERRABLE; COMMENT ON CONSTRAINT k ON a IS 'mine'",
        "ALTER TABLE a ADD CONSTRAINT u UNIQUE NULLS NOT DISTINCT (n) INCLUDE (t)"
            + " WITH (fillfactor = 70) DEFERRABLE INITIALLY DEFERRED;"
            + " COMMENT ON CONSTRAINT u ON a IS 'mine'"
            + "| ALTER TABLE a ADD CONSTRAINT u UNIQUE (m)"
            + "| ALTER TABLE a ADD CONSTRAINT u UNIQUE NULLS NOT DISTINCT (m) INCLUDE (t)"
            + " WITH (fillfactor = 70) DEFERRABLE INITIALLY DEFERRED;"
            + " COMMENT ON CONSTRAINT u ON a IS 'mine'",
        // A foreign key to something else.
        "ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (n) REFERENCES p (id) MATCH FULL"
            + " ON UPDATE CASCADE ON DELETE SET NULL (n) DEFERRABLE NOT VALID;"
            + " COMMENT ON CONSTRAINT f ON a IS 'mine'"
            + "| ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (n) REFERENCES p (other)"
            + "| ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (n) REFERENCES p (other) MATCH FULL"
            + " ON UPDATE CASCADE ON DELETE SET NULL (n) DEFERRABLE NOT VALID;"
            + " COMMENT ON CONSTRAINT f ON a IS 'mine'",
        // Another check, another exclusion.
        "ALTER TABLE a ADD CONSTRAINT c CHECK (n > 0) NO INHERIT NOT VALID;"
            + " COMMENT ON CONSTRAINT c ON a IS 'mine'"
            + "| ALTER TABLE a ADD CONSTRAINT c CHECK (n > 1)"
            + "| ALTER TABLE a ADD CONSTRAINT c CHECK (n > 1) NO INHERIT NOT VALID;"
            + " COMMENT ON CONSTRAINT c ON a IS 'mine'",
        "ALTER TABLE a ADD CONSTRAINT e EXCLUDE USING gist (r WITH &&) INCLUDE (n)"
            + " WITH (fillfactor = 70) DEFERRABLE; COMMENT ON CONSTRAINT e ON a IS 'mine'"
            + "| ALTER TABLE a ADD CONSTRAINT e EXCLUDE USING gist (r WITH =)"
            + "| ALTER TABLE a ADD CONSTRAINT e EXCLUDE USING gist (r WITH =) INCLUDE (n)"
            + " WITH (fillfactor = 70) DEFERRABLE; COMMENT ON CONSTRAINT e ON a IS 'mine'",
        // A column of another type, with what hangs on it.
        "ALTER TABLE a ALTER n SET DEFAULT 7, ALTER n SET NOT NULL, ALTER n SET STATISTICS 50,"
            + " ADD CONSTRAINT c CHECK (n > 0); CREATE INDEX ix ON a (n) WHERE n < 9;"
            + " COMMENT ON COLUMN a.n IS 'mine'; GRANT SELECT (n) ON a TO PUBLIC"
            + "| ALTER TABLE a ALTER n TYPE bigint"
            + "| ALTER TABLE a ALTER n TYPE bigint, ALTER n SET DEFAULT 7, ALTER n SET NOT NULL,"
            + " ALTER n SET STATISTICS 50, ADD CONSTRAINT c CHECK (n > 0);"
            + " CREATE INDEX ix ON a (n) WHERE n < 9;"
            + " COMMENT ON COLUMN a.n IS 'mine'; GRANT SELECT (n) ON a TO PUBLIC",
        // A generated column, whose kind cannot be altered.
        "ALTER TABLE a ADD g int GENERATED ALWAYS AS (n + 1) STORED;"
            + " COMMENT ON COLUMN a.g IS 'mine'; CREATE INDEX ix ON a (g)"
            + "| ALTER TABLE a ADD g int GENERATED ALWAYS AS (n + 2) STORED"
            + "| ALTER TABLE a ADD g int GENERATED ALWAYS AS (n + 2) STORED;"
            + " COMMENT ON COLUMN a.g IS 'mine'; CREATE INDEX ix ON a (g)",
        // Types under their columns.
        "CREATE TYPE e AS ENUM ('x', 'y', 'z'); COMMENT ON TYPE e IS 'mine';"
            + " REVOKE USAGE ON TYPE e FROM PUBLIC; ALTER TABLE a ADD e e DEFAULT 'x' CHECK (e > 'x');"
            + " COMMENT ON COLUMN a.e IS 'mine'; CREATE INDEX ix ON a (e)"
            + "| CREATE TYPE e AS ENUM ('z', 'x'); ALTER TABLE a ADD e e"
            + "| CREATE TYPE e AS ENUM ('z', 'x'); COMMENT ON TYPE e IS 'mine';"
            + " REVOKE USAGE ON TYPE e FROM PUBLIC; ALTER TABLE a ADD e e DEFAULT 'x' CHECK (e > 'x');"
            + " COMMENT ON COLUMN a.e IS 'mine'; CREATE INDEX ix ON a (e)",
        "CREATE DOMAIN d AS int DEFAULT 3 NOT NULL CONSTRAINT few CHECK (VALUE < 9);"
            + " COMMENT ON DOMAIN d IS 'mine'; COMMENT ON CONSTRAINT few ON DOMAIN d IS 'mine';"
            + " REVOKE USAGE ON DOMAIN d FROM PUBLIC; ALTER TABLE a ADD d d;"
            + " CREATE INDEX ix ON a (d)"
            + "| CREATE DOMAIN d AS bigint; ALTER TABLE a ADD d d"
            + "| CREATE DOMAIN d AS bigint DEFAULT 3 NOT NULL CONSTRAINT few CHECK (VALUE < 9);"
            + " COMMENT ON DOMAIN d IS 'mine'; COMMENT ON CONSTRAINT few ON DOMAIN d IS 'mine';"
            + " REVOKE USAGE ON DOMAIN d FROM PUBLIC; ALTER TABLE a ADD d d;"
            + " CREATE INDEX ix ON a (d)",
        // A table that is partitioned otherwise.
        "CREATE TABLE l (d date, k text) PARTITION BY RANGE (d); COMMENT ON TABLE l IS 'mine';"
            + " COMMENT ON COLUMN l.k IS 'mine'; GRANT SELECT ON l TO PUBLIC;"
            + " ALTER TABLE l ADD CONSTRAINT c CHECK (k > ''); CREATE INDEX ix ON l (k)"
            + "| CREATE TABLE l (d date, k text) PARTITION BY LIST (k)"
            + "| CREATE TABLE l (d date, k text) PARTITION BY LIST (k); COMMENT ON TABLE l IS 'mine';"
            + " COMMENT ON COLUMN l.k IS 'mine'; GRANT SELECT ON l TO PUBLIC;"
            + " ALTER TABLE l ADD CONSTRAINT c CHECK (k > ''); CREATE INDEX ix ON l (k)",
        // Partitions and children that only the database knows follow their parent.
        "CREATE TABLE l (d date, n int) PARTITION BY RANGE (d);"
            + " CREATE TABLE l1 PARTITION OF l FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');"
            + " CREATE TABLE l2 PARTITION OF l DEFAULT PARTITION BY RANGE (d);"
            + " CREATE TABLE l3 PARTITION OF l2 DEFAULT; COMMENT ON COLUMN l1.n IS 'mine'"
            + "| CREATE TABLE l (d date, n bigint NOT NULL DEFAULT 4,"
            + " k bigint GENERATED ALWAYS AS IDENTITY) PARTITION BY RANGE (d)"
            + "| CREATE TABLE l (d date, n bigint NOT NULL DEFAULT 4,"
            + " k bigint GENERATED ALWAYS AS IDENTITY) PARTITION BY RANGE (d);"
            + " CREATE TABLE l1 PARTITION OF l FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');"
            + " CREATE TABLE l2 PARTITION OF l DEFAULT PARTITION BY RANGE (d);"
            + " CREATE TABLE l3 PARTITION OF l2 DEFAULT; COMMENT ON COLUMN l1.n IS 'mine'",
        "CREATE TABLE l (d date, n int); CREATE TABLE l1 (k text) INHERITS (l);"
            + " ALTER TABLE l1 ALTER n SET DEFAULT 5, ALTER d SET NOT NULL"
            + "| CREATE TABLE l (d timestamp, n bigint, m text DEFAULT 'x')"
            + "| CREATE TABLE l (d timestamp, n bigint, m text DEFAULT 'x');"
            + " CREATE TABLE l1 (k text) INHERITS (l);"
            + " ALTER TABLE l1 ALTER n SET DEFAULT 5, ALTER d SET NOT NULL",
      })
  void goAlong(String found, String stated, String becomes) throws SQLException {
    Schema desired = Ddl.schema(BASE + stated);
    try (ShadowDatabase database = TestServer.database();
        Connection connection = database.connect()) {
      execute(connection, List.of(BASE + found));
      Schema before = read(connection);
      Resolution resolution =
          Intent.resolve(
              desired,
              before,
              ModelLock.EMPTY,
              Accepted.NONE,
              Answers.NONE,
              Filters.NONE,
              Equivalence.TEXTUAL);
      Plan plan =
          Planner.plan(
              resolution.changes(Equivalence.TEXTUAL),
              resolution.current(),
              resolution.target(),
              PlanMode.atOnce());

      execute(connection, statements(plan.up()));

      assertThat(
              SchemaComparator.compare(
                  read(connection), Ddl.schema(BASE + becomes), Equivalence.TEXTUAL))
          .as("what it lacks after\n%s", String.join("\n", statements(plan.up())))
          .isEmpty();
      execute(connection, statements(plan.down()));
      assertThat(SchemaComparator.compare(read(connection), before, Equivalence.TEXTUAL)).isEmpty();
    }
  }

  private static List<String> statements(List<Step> steps) {
    return steps.stream()
        .flatMap(step -> step.statements().stream())
        .map(dev.pgmigrate.sql.Statement::sql)
        .toList();
  }

  private static Schema read(Connection connection) {
    return CatalogReader.read(connection, "public").schema();
  }

  private static void execute(Connection connection, List<String> statements) throws SQLException {
    try (Statement session = connection.createStatement()) {
      for (String setting : SessionSettings.forWriting("public")) {
        session.execute(setting);
      }
      for (String statement : statements) {
        session.execute(statement);
      }
    }
  }
}

package dev.pgmigrate.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.catalog.CatalogReader;
import dev.pgmigrate.plan.Plan;
import dev.pgmigrate.plan.PlanMode;
import dev.pgmigrate.plan.Planner;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.PlannedOnce;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.SessionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The changes lead to the other schema, their reverses back, and then there is no difference. */
class RoundTripTest {
  private static final String BASE =
      "CREATE TABLE a (id int PRIMARY KEY, n int, t text); CREATE TYPE mood AS ENUM ('x', 'z');";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "ALTER TABLE a ADD email text NOT NULL DEFAULT 'x' | ;",
        "ALTER TABLE a ADD UNIQUE (t), ADD CONSTRAINT positive CHECK (n > 0) | ;",
        "CREATE INDEX ix ON a (lower(t)) WHERE n > 0 | ;",
        "CREATE INDEX ix ON a (n) | CREATE INDEX other ON a (n)",
        "CREATE INDEX ix ON a (n) | CREATE INDEX ix ON a (n, t)",
        "ALTER TABLE a ADD CONSTRAINT u UNIQUE (n) | ALTER TABLE a ADD CONSTRAINT v UNIQUE (n)",
        "ALTER TABLE a ADD CHECK (n > 0) | ALTER TABLE a ADD CHECK (n > 1)",
        "CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a ON DELETE CASCADE) | ;",
        "ALTER TABLE a ALTER n TYPE bigint, ALTER t SET NOT NULL | ;",
        "ALTER TABLE a ALTER n SET NOT NULL, ALTER n ADD GENERATED ALWAYS AS IDENTITY | ;",
        "ALTER TYPE mood ADD VALUE 'y' BEFORE 'z' | ;",
        "CREATE DOMAIN d AS text CHECK (VALUE <> '') | CREATE DOMAIN d AS text DEFAULT 'q'",
        "CREATE SEQUENCE s INCREMENT 50 | CREATE SEQUENCE s START 5",
        "CREATE SCHEMA other; CREATE TABLE other.t (m mood) | ;",
        "COMMENT ON TABLE a IS 'it''s'; COMMENT ON COLUMN a.n IS 'n' | ;",
        "GRANT SELECT ON a TO PUBLIC; ALTER TABLE a SET (fillfactor = 70) | ;",
        "CREATE TABLE p (d date) PARTITION BY RANGE (d); CREATE TABLE q (d date) | CREATE TABLE q (d date)",
        "CREATE TABLE k (n int UNIQUE); CREATE TABLE l (n int REFERENCES k (n)) "
            + "| CREATE TABLE k (n int CONSTRAINT x UNIQUE DEFERRABLE, m int PRIMARY KEY); CREATE TABLE l (n int)",
        "CREATE TABLE k (n int, UNIQUE (n)); CREATE TABLE l (n int REFERENCES k (n)) "
            + "| CREATE TABLE k (n int, UNIQUE (n) WITH (fillfactor = 50)); CREATE TABLE l (n int REFERENCES k (n))",
        "CREATE TABLE k (n int, m int, PRIMARY KEY (n), UNIQUE (n)); CREATE TABLE l (n int REFERENCES k) "
            + "| CREATE TABLE k (n int, m int, PRIMARY KEY (m), UNIQUE (n)); CREATE TABLE l (n int REFERENCES k (n))",
      })
  void leadsThereAndBack(String one, String other) throws SQLException {
    leads(BASE + one, BASE + other);
    leads(BASE + other, BASE + one);
  }

  private static void leads(String before, String after) throws SQLException {
    Schema to = Ddl.schema(after);
    try (ShadowDatabase database = TestServer.database();
        Connection connection = PlannedOnce.connect(database)) {
      try (Statement statement = connection.createStatement()) {
        for (String setting : SessionSettings.forWriting("public")) {
          statement.execute(setting);
        }
        statement.execute(before);
      }
      Schema from = CatalogReader.read(connection, "public").schema();
      Plan plan =
          Planner.plan(
              SchemaComparator.compare(from, to, Equivalence.TEXTUAL), from, to, PlanMode.atOnce());
      assertThat(plan.up()).isNotEmpty();
      execute(connection, plan.up());
      Schema reached = CatalogReader.read(connection, "public").schema();
      assertThat(SchemaComparator.compare(reached, to, Equivalence.TEXTUAL)).isEmpty();
      assertThat(reached).isEqualTo(to);
      execute(connection, plan.down());
      assertThat(CatalogReader.read(connection, "public").schema()).isEqualTo(from);
    }
  }

  private static void execute(Connection connection, List<Step> steps) throws SQLException {
    try (Statement session = connection.createStatement()) {
      for (String setting : SessionSettings.forWriting("public")) {
        session.execute(setting);
      }
      for (Step step : steps) {
        for (dev.pgmigrate.sql.Statement statement : step.statements()) {
          session.execute(statement.sql());
        }
      }
    }
  }
}

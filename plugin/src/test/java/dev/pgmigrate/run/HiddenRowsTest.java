package dev.pgmigrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.Jdbc;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.shadow.OtherServer;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.SessionSettings;
import dev.pgmigrate.sql.Splitter;
import dev.pgmigrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the catalog tells beforehand is what PostgreSQL does. */
class HiddenRowsTest {
  private static final String UPDATE = "UPDATE t SET n = n + 1";

  private final ShadowDatabase shadow = TestServer.database();
  private Connection connection;

  @BeforeEach
  void tables() throws SQLException {
    connection = shadow.connect();
    execute(
        """
        CREATE ROLE hidden_owner;
        CREATE ROLE hidden_app;
        CREATE ROLE hidden_group;
        GRANT hidden_group TO hidden_owner;
        CREATE TABLE t (id int PRIMARY KEY, n int, parent int);
        INSERT INTO t SELECT i, i, i FROM generate_series(1, 10) i;
        CREATE TABLE child () INHERITS (t);
        INSERT INTO child SELECT i, i, i FROM generate_series(11, 20) i;
        CREATE TABLE parts (id int, n int) PARTITION BY RANGE (id);
        CREATE TABLE part PARTITION OF parts DEFAULT;
        INSERT INTO parts SELECT i, i FROM generate_series(1, 20) i;
        CREATE TABLE free (id int PRIMARY KEY, n int);
        INSERT INTO free SELECT i, i FROM generate_series(1, 20) i;
        CREATE VIEW v AS SELECT * FROM t;
        ALTER TABLE t OWNER TO hidden_owner;
        ALTER TABLE child OWNER TO hidden_owner;
        ALTER TABLE parts OWNER TO hidden_owner;
        ALTER TABLE part OWNER TO hidden_owner;
        ALTER TABLE free OWNER TO hidden_owner;
        ALTER VIEW v OWNER TO hidden_app;
        GRANT ALL ON t, child, parts, part, free, v TO hidden_app, hidden_owner;
        ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        ALTER TABLE parts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        """);
  }

  @AfterEach
  void drop() throws SQLException {
    execute("RESET ROLE; DROP OWNED BY hidden_owner, hidden_app, hidden_group CASCADE");
    execute("DROP ROLE hidden_owner, hidden_app, hidden_group");
    connection.close();
    shadow.close();
  }

  private void execute(String sql) throws SQLException {
    Jdbc.execute(connection, sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // Who it is.
        UPDATE + "| hidden_owner | - | t hidden_owner hidden",
        UPDATE + "| hidden_app | - | t hidden_app hidden",
        UPDATE + "| hidden_owner | ALTER ROLE hidden_owner BYPASSRLS | -",
        UPDATE + "| hidden_owner | ALTER TABLE t NO FORCE ROW LEVEL SECURITY | -",
        UPDATE + "| hidden_app | ALTER TABLE t NO FORCE ROW LEVEL SECURITY | t hidden_app hidden",
        UPDATE
            + "| hidden_app | ALTER TABLE t NO FORCE ROW LEVEL SECURITY; GRANT hidden_owner TO hidden_app | -",
        // Which policies are for it.
        UPDATE + "| hidden_owner | CREATE POLICY p ON t USING (true) | t hidden_owner shown",
        UPDATE
            + "| hidden_owner | CREATE POLICY p ON t TO hidden_group USING (true); CREATE POLICY q ON t"
            + " USING (id < 5) | t hidden_owner shown",
        UPDATE
            + "| hidden_owner | CREATE POLICY p ON t TO hidden_app USING (true) | t hidden_owner hidden",
        UPDATE
            + "| hidden_owner | CREATE POLICY p ON t USING (true); CREATE POLICY q ON t AS RESTRICTIVE"
            + " FOR SELECT USING (id < 5) | t hidden_owner hidden",
        UPDATE
            + "| hidden_owner | CREATE POLICY p ON t USING (true); CREATE POLICY q ON t AS RESTRICTIVE"
            + " TO hidden_app USING (id < 5) | t hidden_owner shown",
        UPDATE
            + "| hidden_owner | CREATE POLICY p ON t USING (true) WITH CHECK (id < 5) | t hidden_owner hidden",
        UPDATE
            + "| hidden_owner | CREATE POLICY p ON t FOR SELECT USING (true); CREATE POLICY q ON t FOR"
            + " UPDATE USING (true) | t hidden_owner hidden",
        // What the statement comes to.
        "UPDATE child SET n = n + 1 WHERE id > 10 | hidden_owner | - | -",
        "UPDATE parts SET n = n + 1 | hidden_owner | - | parts hidden_owner hidden",
        "UPDATE parts SET n = n + 1 | hidden_owner | CREATE POLICY p ON parts USING (true);"
            + " ALTER TABLE part ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY | parts hidden_owner shown",
        "UPDATE v SET n = n + 1 | hidden_owner | - | t hidden_app hidden",
        "UPDATE v SET n = n + 1 | hidden_owner | CREATE POLICY p ON t TO hidden_owner USING (true) |"
            + " t hidden_app hidden",
        "UPDATE v SET n = n + 1 | hidden_owner | ALTER VIEW v SET (security_invoker = true); CREATE POLICY p"
            + " ON t TO hidden_owner USING (true) | t hidden_owner shown",
        "DO $$ BEGIN IF EXISTS (SELECT FROM t WHERE n IS NULL) THEN RAISE EXCEPTION 'no'; END IF; END $$"
            + " | hidden_owner | - | t hidden_owner hidden",
        "UPDATE free SET n = n + 1 | hidden_owner | - | -",
        "UPDATE free SET n = n + 1 | hidden_owner | CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS"
            + " 'BEGIN UPDATE t SET n = 0; RETURN NEW; END'; CREATE TRIGGER g BEFORE UPDATE ON free FOR EACH"
            + " ROW EXECUTE FUNCTION f() | t hidden_owner hidden",
        // A foreign key is checked by a query, a column's type is not unless it is a key's.
        "ALTER TABLE parts ALTER n TYPE bigint | hidden_owner | - | -",
        "ALTER TABLE t ADD CHECK (n > 0) | hidden_owner | - | -",
        "ALTER TABLE t ADD FOREIGN KEY (parent) REFERENCES t | hidden_owner | - | t hidden_owner hidden",
        "ALTER TABLE free VALIDATE CONSTRAINT fk | hidden_owner | ALTER TABLE free ADD CONSTRAINT fk FOREIGN"
            + " KEY (n) REFERENCES t NOT VALID | t hidden_owner hidden",
        "CREATE TABLE copy AS SELECT * FROM t | hidden_owner | GRANT CREATE ON SCHEMA public TO hidden_owner | t"
            + " hidden_owner hidden",
      })
  void isWhatPostgresqlRefuses(String sql, String role, String more, String expected)
      throws SQLException {
    if (more != null) {
      execute(more);
    }
    execute("SET ROLE " + role);
    List<Statement> statements = List.of(Statement.of(sql.strip()));

    List<HiddenRows> tables = HiddenRows.of(connection, "public", statements);

    assertThat(
            tables.stream()
                .map(
                    t ->
                        t.table().substring(7)
                            + " "
                            + t.role()
                            + (t.shown() ? " shown" : " hidden"))
                .collect(Collectors.joining(", ")))
        .isEqualTo(expected == null ? "" : expected);
    SQLException refusal = null;
    connection.setAutoCommit(false);
    try {
      execute(SessionSettings.ROWS_NOT_HIDDEN);
      execute(sql);
    } catch (SQLException e) {
      refusal = e;
    }
    connection.rollback();
    assertThat(scripted(statements))
        .as("a script decides only what is plain")
        .isEqualTo(expected != null && expected.endsWith("shown") && !sql.contains("v SET"));
    assertThat(refusal != null).as("%s", refusal).isEqualTo(!tables.isEmpty());
    assertThat(refusal == null || HiddenRows.refused(refusal)).as("%s", refusal).isTrue();
    if (expected != null && expected.endsWith("shown")) {
      assertThat(HiddenRows.setting(tables, statements)).isEqualTo(SessionSettings.POLICIES_APPLY);
      execute(SessionSettings.POLICIES_APPLY);
      assertThat(Jdbc.execute(connection, sql).rows()).isEqualTo(20);
    }
    connection.setAutoCommit(true);
  }

  private boolean scripted(List<Statement> statements) throws SQLException {
    Step step = new Step(Step.Kind.TRANSACTION, statements, Map.of(), null, 0);
    execute(SessionSettings.local(SessionSettings.ROWS_NOT_HIDDEN));
    Optional<String> script = HiddenRows.script("public", step, true);
    if (script.isPresent()) {
      execute(script.get());
    }
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT current_setting('row_security') = 'on'")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /** A table's policy shows every row of it; what a function reads is another table's. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE parts SET n = look(n) | -",
        "UPDATE parts SET n = outer_look(n) | -",
        "UPDATE parts SET n = ~~~ n | CREATE OPERATOR ~~~ (FUNCTION = look, RIGHTARG = int)",
        "UPDATE parts SET n = looks FROM (SELECT max(looks) AS looks FROM lv) x | CREATE VIEW lv AS SELECT"
            + " look(id) AS looks FROM free",
        "INSERT INTO parts (id) VALUES (30) | ALTER TABLE parts ALTER n SET DEFAULT look(30)",
        "UPDATE parts SET id = id | CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS"
            + " 'BEGIN NEW.n := OUTER_LOOK(NEW.n); RETURN NEW; END'; CREATE TRIGGER g BEFORE UPDATE ON parts"
            + " FOR EACH ROW EXECUTE FUNCTION f()",
        "UPDATE parts SET id = id | CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS"
            + " 'BEGIN EXECUTE format(''SELECT max(n) FROM %s'', chr(116)) INTO NEW.n; RETURN NEW; END'; CREATE TRIGGER g"
            + " BEFORE UPDATE ON parts FOR EACH ROW EXECUTE FUNCTION f()",
        "UPDATE parts SET id = id | CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS"
            + " 'BEGIN SELECT max(n) FROM T INTO NEW.n; RETURN NEW; END'; CREATE TRIGGER g"
            + " BEFORE UPDATE ON part FOR EACH ROW EXECUTE FUNCTION f()",
        "CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE plpgsql AS 'BEGIN EXECUTE format(''TABLE %s'',"
            + " chr(116)); RETURN 1; END'; UPDATE parts SET n = pg_temp.f() | -",
      })
  void aFunctionMayReadWhatIsHidden(String sql, String more) throws SQLException {
    execute(
        """
        CREATE FUNCTION look(i int) RETURNS int LANGUAGE plpgsql AS
          'BEGIN RETURN (SELECT n FROM t WHERE id = i); END';
        CREATE FUNCTION outer_look(i int) RETURNS int LANGUAGE sql AS 'SELECT look(i)';
        CREATE POLICY p ON parts USING (true);
        """);
    if (!more.equals("-")) {
      execute(more);
    }
    execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO hidden_owner");
    execute("SET ROLE hidden_owner");
    List<Statement> statements = Splitter.split(sql);

    List<HiddenRows> tables = HiddenRows.of(connection, "public", statements);

    assertThat(tables).isNotEmpty();
    assertThat(HiddenRows.setting(tables, statements)).isEqualTo(SessionSettings.ROWS_NOT_HIDDEN);
    connection.setAutoCommit(false);
    assertThat(scripted(statements)).isFalse();
    execute(SessionSettings.ROWS_NOT_HIDDEN);
    assertThatThrownBy(() -> execute(sql))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(HiddenRows.refused(e)).as("%s", e).isTrue());
    connection.rollback();
    connection.setAutoCommit(true);
  }

  @Test
  void anOlderServerUnderstandsIt() throws SQLException {
    Optional<OtherServer> older = OtherServer.embedded("14.24.0");
    assumeTrue(older.isPresent(), "no build has resolved the binaries of PostgreSQL 14");
    try (OtherServer server = older.get();
        Connection other = Database.of(server.url(), null, null).connect()) {
      Step step =
          new Step(
              Step.Kind.TRANSACTION, List.of(Statement.of("SELECT FROM t")), Map.of(), null, 0);
      Jdbc.execute(other, SessionSettings.withoutTimeoutsAnywhere(false));
      Jdbc.execute(other, HiddenRows.script("public", step, false).orElseThrow());
      assertThat(HiddenRows.of(other, "public", step)).isEmpty();
      try (var statement = other.createStatement();
          var row =
              statement.executeQuery(
                  "SELECT current_setting('row_security'), current_setting('idle_session_timeout')")) {
        row.next();
        assertThat(row.getString(1) + " " + row.getString(2)).isEqualTo("off 0");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void theServerCompilesNoQuestionOfOursAndEveryStatementOfAStep(boolean autoCommit)
      throws SQLException {
    String name = connection.getCatalog();
    execute("ALTER DATABASE " + name + " SET jit = on");
    try (Connection session = shadow.database().connect();
        Connection reading = shadow.database().connectForReading()) {
      session.setAutoCommit(autoCommit);
      try (var question =
          session.prepareStatement(
              SessionSettings.notCompiled("SELECT current_setting('jit') WHERE ? = 1"))) {
        question.setInt(1, 1);
        question.execute();
        question.getMoreResults();
        try (var row = question.getResultSet()) {
          row.next();
          assertThat(row.getString(1)).isEqualTo("off");
        }
      }
      assertThat(
              HiddenRows.of(
                  session,
                  "public",
                  new Step(
                      Step.Kind.TRANSACTION, List.of(Statement.of(UPDATE)), Map.of(), null, 0)))
          .isEmpty();
      assertThat(jit(session)).isEqualTo("on");
      assertThat(jit(reading)).isEqualTo("off");
    }
  }

  private static String jit(Connection session) throws SQLException {
    try (var statement = session.createStatement();
        var row = statement.executeQuery("SELECT current_setting('jit')")) {
      row.next();
      return row.getString(1);
    }
  }
}

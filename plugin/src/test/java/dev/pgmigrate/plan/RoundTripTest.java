package dev.pgmigrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.catalog.CatalogReader;
import dev.pgmigrate.change.*;
import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.diff.SchemaComparator;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Unique;
import dev.pgmigrate.shadow.PlannedOnce;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.SessionSettings;
import dev.pgmigrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** On a real server each kind of change leads to what it says, and its reverse back. */
class RoundTripTest {
  private record Case(String from, String to, BiFunction<Schema, Schema, List<Change>> changes) {}

  private static final Map<String, Case> CASES = cases();

  /** Of each side of a case, which two tests want. */
  private static final Map<String, Schema> READ = new HashMap<>();

  @TestFactory
  Stream<DynamicTest> upAndDown() {
    return CASES.entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> check(e.getValue())));
  }

  @Test
  void everyKindOfChangeHasACase() throws Exception {
    TreeSet<String> missing = new TreeSet<>();
    for (Class<?> kind : Change.class.getPermittedSubclasses()) {
      missing.add(kind.getSimpleName());
    }
    for (Case each : CASES.values()) {
      for (Change change : each.changes.apply(read(each.from), read(each.to))) {
        missing.remove(change.getClass().getSimpleName());
        missing.remove(change.reverse().getClass().getSimpleName());
      }
    }
    assertThat(missing).isEmpty();
  }

  private static List<Change> compared(Schema from, Schema to) {
    return SchemaComparator.compare(from, to, (a, b, context) -> a.equals(b));
  }

  private static void check(Case each) throws Exception {
    Schema from = read(each.from);
    Schema to = read(each.to);
    List<Change> changes = each.changes.apply(from, to);
    assertThat(changes).allSatisfy(c -> assertThat(c.reverse().reverse()).isEqualTo(c));
    Plan plan = Planner.plan(changes, from, to, PlanMode.atOnce());
    assertThat(plan.down()).hasSameSizeAs(plan.up());
    List<Change> shuffled = new ArrayList<>(changes);
    Random random = new Random(7);
    for (int i = 0; i < 5; i++) {
      Collections.shuffle(shuffled, random);
      assertThat(Planner.plan(shuffled, from, to, PlanMode.atOnce())).isEqualTo(plan);
    }
    try (ShadowDatabase database = TestServer.database();
        Connection connection = PlannedOnce.connect(database)) {
      execute(connection, each.from);
      run(connection, plan.up());
      assertThat(read(connection)).isEqualTo(to);
      run(connection, plan.down());
      assertThat(read(connection)).isEqualTo(from);
    }
  }

  private static void run(Connection connection, List<Step> steps) throws SQLException {
    for (Step step : steps) {
      connection.setAutoCommit(false);
      for (Statement statement : step.statements()) {
        try {
          execute(connection, statement.sql());
        } catch (SQLException e) {
          connection.rollback();
          throw new AssertionError(e.getMessage() + "\nin " + statement.sql(), e);
        }
      }
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  private static Schema read(String ddl) {
    return READ.computeIfAbsent(ddl, RoundTripTest::readAnew);
  }

  private static Schema readAnew(String ddl) {
    try (ShadowDatabase database = TestServer.database();
        Connection connection = database.connect()) {
      execute(connection, ddl);
      return read(connection);
    } catch (SQLException e) {
      throw new AssertionError(ddl, e);
    }
  }

  private static Schema read(Connection connection) throws SQLException {
    Schema schema = CatalogReader.read(connection, "migrate").schema();
    for (String setting : SessionSettings.forWriting("public")) {
      execute(connection, setting);
    }
    return schema;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static QualifiedName name(String name) {
    return new QualifiedName("public", name);
  }

  private static Table table(Schema schema, String name) {
    return schema.table(name(name)).orElseThrow();
  }

  private static Column column(Schema schema, String column) {
    return table(schema, "t").column(column).orElseThrow();
  }

  private static Constraint constraint(Schema schema, String table, String constraint) {
    return table(schema, table).constraint(constraint).orElseThrow();
  }

  private static Index index(Schema schema, String index) {
    return table(schema, "t").index(index).orElseThrow();
  }

  private static Change alter(Schema from, Schema to, String column) {
    return new AlterColumn(table(to, "t"), column(from, column), column(to, column));
  }

  /** Everything of a schema but the namespace public, made from nothing. */
  private static List<Change> everything(Schema schema) {
    List<Change> all = new ArrayList<>();
    schema.namespaces().stream()
        .filter(n -> !n.name().equals("public"))
        .forEach(n -> all.add(new CreateNamespace(n)));
    schema.enums().forEach(e -> all.add(new CreateEnum(e)));
    schema.domains().forEach(d -> all.add(new CreateDomain(d)));
    schema.sequences().forEach(s -> all.addAll(CreateSequence.all(s)));
    schema.tables().forEach(t -> all.addAll(CreateTable.all(t, schema, Schema.EMPTY)));
    return all;
  }

  private static Map<String, Case> cases() {
    Map<String, Case> cases = new LinkedHashMap<>();
    String everything =
        """
        CREATE SCHEMA sales; COMMENT ON SCHEMA sales IS 'it''s';
        CREATE TYPE mood AS ENUM ('sad', 'it''s'); COMMENT ON TYPE mood IS 'm';
        CREATE TYPE sales."State" AS ENUM ('NEW', 'DONE');
        CREATE DOMAIN price AS numeric(10,2) DEFAULT 1 NOT NULL CONSTRAINT positive CHECK (VALUE > 0);
        COMMENT ON CONSTRAINT positive ON DOMAIN price IS 'p';
        CREATE SEQUENCE numbers AS integer INCREMENT BY -5 MAXVALUE 100 START WITH 50 CACHE 3 CYCLE;
        COMMENT ON SEQUENCE numbers IS 'n';
        CREATE TABLE a (
          id serial CONSTRAINT a_pk PRIMARY KEY,
          b_id bigint,
          "Order" varchar(10) COLLATE "C" DEFAULT 'it''s' NOT NULL UNIQUE,
          m mood DEFAULT 'sad', ms mood[], st sales."State", p price,
          n integer DEFAULT nextval('numbers'),
          at timestamptz(3) DEFAULT now(), d double precision, j jsonb DEFAULT '{"a": [1]}',
          g text GENERATED ALWAYS AS (lower("Order")) STORED,
          CONSTRAINT c CHECK (n > 0 AND b_id <> 3) NO INHERIT,
          CONSTRAINT x EXCLUDE USING gist (int4range(n, n + 1) WITH &&) WHERE (n > 3) DEFERRABLE);
        ALTER TABLE a ALTER COLUMN j SET STORAGE EXTERNAL, ALTER COLUMN j SET COMPRESSION pglz,
          ALTER COLUMN n SET STATISTICS 50;
        ALTER TABLE a ADD CONSTRAINT nv CHECK (n > 1) NOT VALID;
        COMMENT ON TABLE a IS 'the table'; COMMENT ON COLUMN a."Order" IS 'the column';
        COMMENT ON CONSTRAINT c ON a IS 'the check';
        CREATE TABLE b (id bigint GENERATED BY DEFAULT AS IDENTITY (INCREMENT BY 50) PRIMARY KEY,
          a_id integer CONSTRAINT b_a REFERENCES a ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED);
        ALTER TABLE a ADD CONSTRAINT a_b FOREIGN KEY (b_id) REFERENCES b ON DELETE SET NULL;
        CREATE UNIQUE INDEX a_expr ON a ((lower("Order")) DESC NULLS LAST, n) INCLUDE (d)
          WITH (fillfactor = 70) WHERE n > 5;
        CREATE INDEX a_gin ON a USING gin (j jsonb_path_ops); COMMENT ON INDEX a_gin IS 'gin';
        CREATE UNIQUE INDEX a_n ON a (n); ALTER TABLE a CLUSTER ON a_n;
        CREATE TABLE ri (k integer NOT NULL); CREATE UNIQUE INDEX ri_k ON ri (k);
        ALTER TABLE ri REPLICA IDENTITY USING INDEX ri_k;
        CREATE UNLOGGED TABLE sales.u (id uuid PRIMARY KEY) WITH (fillfactor = 50);
        CREATE TABLE parent (id integer, day date NOT NULL) PARTITION BY RANGE (day);
        CREATE TABLE p1 PARTITION OF parent FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
        CREATE TABLE p2 (id integer, day date NOT NULL);
        ALTER TABLE parent ATTACH PARTITION p2 DEFAULT;
        CREATE TABLE base (id integer); CREATE TABLE derived (more text) INHERITS (base);
        GRANT SELECT ON a TO PUBLIC; GRANT UPDATE (n) ON a TO PUBLIC;
        REVOKE USAGE ON TYPE mood FROM PUBLIC; GRANT USAGE ON SCHEMA sales TO PUBLIC;
        """;
    cases.put(
        "type of a typed table",
        new Case(
            "CREATE TYPE r AS (a integer); CREATE TABLE t OF r",
            "CREATE TYPE r AS (a integer, b text); CREATE TABLE t OF r",
            RoundTripTest::compared));
    cases.put("create everything", new Case("", everything, (from, to) -> everything(to)));
    cases.put(
        "drop everything",
        new Case(
            everything, "", (from, to) -> everything(from).stream().map(Change::reverse).toList()));
    cases.put(
        "columns",
        new Case(
            "CREATE TABLE t (id integer PRIMARY KEY, gone text DEFAULT 'x', old integer)",
            "CREATE TABLE t (id integer PRIMARY KEY, fresh text DEFAULT 'y', young integer);"
                + " COMMENT ON COLUMN t.fresh IS 'c'; COMMENT ON COLUMN t.young IS 'y'; GRANT"
                + " SELECT ON t TO PUBLIC",
            (from, to) ->
                List.of(
                    new DropColumn(table(from, "t"), column(from, "gone")),
                    new AddColumn(table(to, "t"), column(to, "fresh")),
                    new Rename(
                        ObjectId.column(name("t"), "old"), ObjectId.column(name("t"), "young")),
                    SetComment.on(ObjectId.column(name("t"), "young"), null, "y"),
                    new ChangeAccess(
                        ObjectId.table(name("t")),
                        table(from, "t").access(),
                        table(to, "t").access()))));
    String[][] types = {
      {"text", "integer"},
      {"integer", "text"},
      {"boolean", "smallint"},
      {"numeric(10,2)", "bigint"},
      {"varchar(10)", "varchar(50)"},
      {"text", "uuid"},
      {"timestamp", "timestamptz"},
      {"timestamptz", "date"},
      {"bigint", "boolean"},
      {"text[]", "integer[]"},
      {"integer", "bytea"},
      {"text", "jsonb"},
      {"json", "jsonb"},
      {"double precision", "numeric(5,1)"}
    };
    for (String[] pair : types) {
      cases.put(
          "type " + pair[0] + " to " + pair[1],
          new Case(
              "CREATE TABLE t (c " + pair[0] + ")",
              "CREATE TABLE t (c " + pair[1] + ")",
              (from, to) -> List.of(alter(from, to, "c"))));
    }
    String[][] aspects = {
      {"integer DEFAULT 3", "varchar(9) DEFAULT 'x' NOT NULL"},
      {"text DEFAULT '1'", "integer DEFAULT 1"},
      {"integer", "integer GENERATED ALWAYS AS IDENTITY (START WITH 5)"},
      {
        "integer GENERATED ALWAYS AS IDENTITY (START WITH 5)",
        "bigint GENERATED BY DEFAULT AS IDENTITY (INCREMENT BY 50)"
      },
      {"integer", "integer GENERATED ALWAYS AS (1 + 1) STORED"},
      {"integer GENERATED ALWAYS AS (1 + 2) STORED", "bigint GENERATED ALWAYS AS (1 + 1) STORED"},
      {"text", "text COLLATE \"C\""},
      {"text STORAGE MAIN", "text COMPRESSION pglz"},
      {"numeric", "numeric STORAGE EXTERNAL"}
    };
    for (String[] pair : aspects) {
      cases.put(
          "column " + pair[0] + " to " + pair[1],
          new Case(
              "CREATE TABLE t (c " + pair[0] + ")",
              "CREATE TABLE t (c " + pair[1] + ")",
              (from, to) -> List.of(alter(from, to, "c"))));
    }
    cases.put(
        "statistics",
        new Case(
            "CREATE TABLE t (c integer)",
            "CREATE TABLE t (c integer); ALTER TABLE t ALTER c SET STATISTICS 5",
            (from, to) -> List.of(alter(from, to, "c"))));
    String usingEnum =
        "; CREATE TABLE t (m mood DEFAULT 'b', ms mood[]); INSERT INTO t VALUES ('b', '{c}')";
    cases.put(
        "enum loses and reorders values",
        new Case(
            "CREATE TYPE mood AS ENUM ('a', 'b', 'c')" + usingEnum,
            "CREATE TYPE mood AS ENUM ('c', 'b')" + usingEnum,
            (from, to) ->
                List.of(
                    new ReplaceEnum(
                        from.enums().get(0), to.enums().get(0), uses(from, to, "m", "ms")))));
    cases.put(
        "enum gets values",
        new Case(
            "CREATE TYPE mood AS ENUM ('b', 'c')" + usingEnum,
            "CREATE TYPE mood AS ENUM ('a', 'b', 'b2', 'b3', 'c', 'd')"
                + usingEnum
                + "; ALTER TABLE t ALTER m SET DEFAULT 'd'",
            (from, to) ->
                List.of(
                    alter(from, to, "m"),
                    new AddEnumValues(
                        from.enums().get(0), to.enums().get(0), uses(from, to, "m", "ms")))));
    cases.put(
        "domain altered",
        new Case(
            "CREATE DOMAIN d AS integer DEFAULT 3 CONSTRAINT a CHECK (VALUE > 0)",
            "CREATE DOMAIN d AS integer NOT NULL CONSTRAINT b CHECK (VALUE > 1)",
            (from, to) -> List.of(new AlterDomain(from.domains().get(0), to.domains().get(0)))));
    cases.put(
        "domain replaced",
        new Case(
            "CREATE DOMAIN d AS text; CREATE TABLE t (c d)",
            "CREATE DOMAIN d AS integer; CREATE TABLE t (c d)",
            (from, to) ->
                List.of(
                    new ReplaceDomain(
                        from.domains().get(0), to.domains().get(0), uses(from, to, "c")))));
    cases.put(
        "a domain over a domain replaced",
        new Case(
            "CREATE DOMAIN d AS text; CREATE DOMAIN e AS d; CREATE TABLE t (c e)",
            "CREATE DOMAIN d AS integer; CREATE DOMAIN e AS d; CREATE TABLE t (c e)",
            RoundTripTest::compared));
    String parts =
        "CREATE TABLE p (a integer) PARTITION BY RANGE (a); CREATE INDEX i ON p (a);"
            + " CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (%1$s);"
            + " CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (%1$s) TO (9);";
    cases.put(
        "borders of partitions",
        new Case(parts.formatted(3), parts.formatted(5), RoundTripTest::compared));
    cases.put(
        "index of a partition",
        new Case(
            parts.formatted(3),
            parts.formatted(3) + " ALTER INDEX p1_a_idx SET (fillfactor = 50)",
            RoundTripTest::compared));
    cases.put(
        "sequence altered",
        new Case(
            "CREATE SEQUENCE s AS integer",
            "CREATE UNLOGGED SEQUENCE s AS bigint INCREMENT BY 50 MINVALUE 5 START WITH 5 CYCLE",
            (from, to) ->
                List.of(
                    AlterSequence.between(
                        from.sequences().get(0), to.sequences().get(0), from, to))));
    cases.put(
        "table options",
        new Case(
            "CREATE TABLE t (c integer) WITH (fillfactor = 50)",
            "CREATE UNLOGGED TABLE t (c integer) WITH (toast.autovacuum_enabled = false); ALTER"
                + " TABLE t REPLICA IDENTITY FULL",
            (from, to) -> List.of(new AlterTable(table(from, "t"), table(to, "t")))));
    cases.put(
        "inheritance",
        new Case(
            "CREATE TABLE p (c integer); CREATE TABLE t (c integer)",
            "CREATE TABLE p (c integer); CREATE TABLE t (c integer); ALTER TABLE t INHERIT p",
            (from, to) ->
                AlterInheritance.all(table(from, "t"), table(to, "t"), from, to, Set.of())));
    cases.put(
        "partition attached",
        new Case(
            "CREATE TABLE p (c integer) PARTITION BY LIST (c); CREATE TABLE t (c integer)",
            "CREATE TABLE p (c integer) PARTITION BY LIST (c); CREATE TABLE t (c integer);"
                + " ALTER TABLE p ATTACH PARTITION t FOR VALUES IN (1)",
            (from, to) ->
                AlterInheritance.all(table(from, "t"), table(to, "t"), from, to, Set.of())));
    cases.put(
        "constraints",
        new Case(
            "CREATE TABLE o (id integer PRIMARY KEY); CREATE TABLE t (a integer CONSTRAINT f"
                + " REFERENCES o, b integer CONSTRAINT q UNIQUE, c integer CONSTRAINT ck CHECK (c"
                + " > 0)); ALTER TABLE t ADD CONSTRAINT nv CHECK (b > 0) NOT VALID",
            "CREATE TABLE o (id integer PRIMARY KEY); CREATE TABLE t (a integer CONSTRAINT f"
                + " REFERENCES o DEFERRABLE, b integer CONSTRAINT r UNIQUE WITH (fillfactor = 50),"
                + " c integer CONSTRAINT ck CHECK (c > 1)); ALTER TABLE t ADD CONSTRAINT nv CHECK"
                + " (b > 0)",
            (from, to) ->
                List.of(
                    new AlterConstraint(
                        table(to, "t"), constraint(from, "t", "f"), constraint(to, "t", "f")),
                    new RenameConstraint(
                        table(to, "t"),
                        constraint(from, "t", "q"),
                        constraint(from, "t", "q").withName("r")),
                    new AlterConstraint(
                        table(to, "t"),
                        constraint(from, "t", "q").withName("r"),
                        constraint(to, "t", "r")),
                    new DropConstraint(table(from, "t"), constraint(from, "t", "ck")),
                    new AddConstraint(table(to, "t"), constraint(to, "t", "ck")),
                    new AlterConstraint(
                        table(to, "t"), constraint(from, "t", "nv"), constraint(to, "t", "nv")))));
    cases.put(
        "indexes",
        new Case(
            "CREATE TABLE t (a integer, b integer); CREATE INDEX x ON t (a); CREATE INDEX y ON t"
                + " (b); ALTER TABLE t CLUSTER ON x",
            "CREATE TABLE t (a integer, b integer); CREATE INDEX z ON t (a); CREATE INDEX y ON t"
                + " (b) WITH (fillfactor = 60); ALTER TABLE t CLUSTER ON y",
            (from, to) ->
                List.of(
                    new RenameIndex(
                        table(to, "t"), index(from, "x"), index(from, "x").withName("z")),
                    new AlterIndex(table(to, "t"), index(from, "x").withName("z"), index(to, "z")),
                    new AlterIndex(table(to, "t"), index(from, "y"), index(to, "y")))));
    cases.put(
        "keys as indexes and constraints",
        new Case(
            "CREATE TABLE t (a integer, b integer CONSTRAINT y UNIQUE);"
                + " CREATE UNIQUE INDEX x ON t (a)",
            "CREATE TABLE t (a integer CONSTRAINT x UNIQUE, b integer);"
                + " CREATE UNIQUE INDEX z ON t (b)",
            (from, to) ->
                List.of(
                    new ConvertKey(
                        table(to, "t"), index(from, "x"), (Unique) constraint(to, "t", "x"), true),
                    new ConvertKey(
                        table(to, "t"),
                        index(to, "z"),
                        (Unique) constraint(from, "t", "y"),
                        false))));
    cases.put(
        "moved to another schema",
        new Case(
            "CREATE TABLE t (a integer)",
            "CREATE SCHEMA s; CREATE TABLE s.u (a integer); CREATE TABLE t (b text)",
            (from, to) ->
                List.of(
                    new CreateTable(table(to, "t")),
                    new CreateNamespace(
                        to.namespaces().stream()
                            .filter(n -> n.name().equals("s"))
                            .findFirst()
                            .orElseThrow()),
                    new Rename(
                        ObjectId.table(name("t")),
                        ObjectId.of(ObjectKind.TABLE, new QualifiedName("s", "u"))))));
    cases.put(
        "rows of the model",
        new Case(
            "CREATE TABLE t (a integer)",
            "CREATE TABLE t (a integer)",
            (from, to) ->
                List.of(
                    new DataStatement(
                        ObjectId.table(name("t")),
                        List.of("INSERT INTO t VALUES (1)"),
                        List.of()))));
    cases.put(
        "views and composite types",
        new Case(
            "CREATE TYPE c AS (a integer, b text); CREATE TABLE t (a integer, c c);"
                + " CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT a FROM v",
            "CREATE TYPE c AS (a bigint, d text); CREATE TABLE t (a integer);"
                + " CREATE VIEW v AS SELECT a FROM t WHERE a > 1",
            (from, to) -> SchemaComparator.compare(from, to, Equivalence.TEXTUAL)));
    cases.put(
        "a function under a default and a domain",
        new Case(
            "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a';"
                + " CREATE DOMAIN d AS integer CHECK (f(VALUE) > 0);"
                + " CREATE TABLE t (a integer DEFAULT f(1), d d)",
            "CREATE FUNCTION f(b integer) RETURNS integer LANGUAGE sql AS 'SELECT b';"
                + " CREATE DOMAIN d AS integer CHECK (f(VALUE) > 0);"
                + " CREATE TABLE t (a integer DEFAULT f(1), d d)",
            (from, to) -> SchemaComparator.compare(from, to, Equivalence.TEXTUAL)));
    cases.put(
        "a composite type",
        new Case(
            "CREATE TABLE t (a integer)",
            "CREATE TYPE c AS (a bigint, d text); CREATE TABLE t (a integer)",
            (from, to) -> SchemaComparator.compare(from, to, Equivalence.TEXTUAL)));
    String hanging =
        """
        (id %1$s PRIMARY KEY, parent %1$s CONSTRAINT f REFERENCES t, n %2$s,
          g text GENERATED ALWAYS AS (n || 'x') STORED, CONSTRAINT c CHECK (n <> '0'));
        CREATE INDEX i ON t (id) WHERE n <> '3'; CREATE INDEX ig ON t (g)
        """;
    cases.put(
        "types change under what hangs on them",
        new Case(
            "CREATE TABLE t " + hanging.formatted("integer", "integer"),
            "CREATE TABLE t " + hanging.formatted("text", "bigint"),
            (from, to) ->
                Recreation.around(
                    List.of(alter(from, to, "id"), alter(from, to, "parent"), alter(from, to, "n")),
                    from,
                    to)));
    cases.put(
        "what only the way back needs",
        new Case(
            "CREATE TABLE t (n integer, CONSTRAINT c CHECK (n > 0), g integer"
                + " GENERATED ALWAYS AS (n) STORED CONSTRAINT cg CHECK (g > 0))",
            "CREATE TABLE t (n integer, CONSTRAINT c CHECK (n > 0), g integer"
                + " CONSTRAINT cg CHECK (g > 0))",
            (from, to) -> Recreation.around(List.of(alter(from, to, "g")), from, to)));
    return cases;
  }

  private static List<TypeUse> uses(Schema from, Schema to, String... columns) {
    return Stream.of(columns)
        .map(c -> new TypeUse(name("t"), column(from, c), column(to, c)))
        .toList();
  }
}

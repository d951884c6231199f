package dev.pgmigrate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.CompositeType;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Deferral;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.EnumType;
import dev.pgmigrate.schema.Exclusion;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Generated;
import dev.pgmigrate.schema.Grant;
import dev.pgmigrate.schema.Identity;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.Namespace;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Partition;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.SequenceOptions;
import dev.pgmigrate.schema.Statistics;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Unique;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Each kind of object, as PostgreSQL has it and as the model has it. */
class CatalogReaderTest {
  private ShadowDatabase database;
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    database = TestServer.database();
    connection = database.connect();
  }

  @AfterEach
  void drop() throws SQLException {
    connection.close();
    database.close();
  }

  @Test
  void aFreshDatabaseIsTheEmptySchema() {
    Catalog catalog = CatalogReader.read(connection, "public");

    assertThat(catalog.schema()).isEqualTo(Schema.EMPTY);
    assertThat(catalog.notCompared()).isEmpty();
    assertThat(catalog.serverVersion()).isBetween(130_000, 200_000);
  }

  @Test
  void namespaces() throws SQLException {
    role("catalog_reader");
    execute(
        """
        CREATE SCHEMA "Sales Dept";
        COMMENT ON SCHEMA "Sales Dept" IS 'who sells';
        GRANT USAGE ON SCHEMA "Sales Dept" TO catalog_reader WITH GRANT OPTION;
        REVOKE USAGE ON SCHEMA public FROM PUBLIC;
        """);

    assertThat(read().namespaces())
        .containsExactly(
            new Namespace(
                "Sales Dept",
                "who sells",
                granted(null, new Grant("catalog_reader", "USAGE", true))),
            new Namespace(
                "public",
                null,
                new Access(null, new TreeSet<>(), sorted(new Grant("PUBLIC", "USAGE", false)))));
  }

  @Test
  void enums() throws SQLException {
    execute(
        """
        CREATE TYPE mood AS ENUM ('sad', 'happy');
        ALTER TYPE mood ADD VALUE 'it''s ok' BEFORE 'happy';
        COMMENT ON TYPE mood IS 'how one feels';
        REVOKE USAGE ON TYPE mood FROM PUBLIC;
        """);

    assertThat(read().enums())
        .containsExactly(
            new EnumType(
                name("mood"),
                List.of("sad", "it's ok", "happy"),
                "how one feels",
                new Access(null, new TreeSet<>(), sorted(new Grant("PUBLIC", "USAGE", false)))));
  }

  @Test
  void domains() throws SQLException {
    execute(
        """
        CREATE DOMAIN email AS varchar(200) COLLATE "C" DEFAULT 'a@b' NOT NULL
          CONSTRAINT has_at CHECK (VALUE LIKE '%@%');
        ALTER DOMAIN email ADD CONSTRAINT is_short CHECK (length(VALUE) < 100) NOT VALID;
        COMMENT ON DOMAIN email IS 'an address';
        COMMENT ON CONSTRAINT has_at ON DOMAIN email IS 'or it is none';
        """);

    Domain email = read().domains().get(0);
    assertThat(email)
        .isEqualTo(
            new Domain(
                name("email"),
                type("character varying(200)"),
                new QualifiedName("pg_catalog", "C"),
                true,
                Expression.of("'a@b'::character varying"),
                List.of(
                    new Check(
                        "has_at",
                        Expression.of("((VALUE)::text ~~ '%@%'::text)"),
                        true,
                        true,
                        false,
                        true,
                        "or it is none"),
                    new Check(
                        "is_short",
                        Expression.of("(length((VALUE)::text) < 100)"),
                        true,
                        false,
                        false,
                        true,
                        null)),
                "an address",
                Access.DEFAULT));
    assertThat(email.checks().get(0).expression().text()).isEqualTo("VALUE::text ~~ '%@%'::text");
  }

  @Test
  void sequences() throws SQLException {
    execute(
        """
        CREATE TABLE account (id bigserial, number integer GENERATED ALWAYS AS IDENTITY);
        CREATE UNLOGGED SEQUENCE ticket AS integer INCREMENT 5 MINVALUE 10 MAXVALUE 99 START 20
          CACHE 3 CYCLE;
        COMMENT ON SEQUENCE ticket IS 'next, please';
        GRANT USAGE ON SEQUENCE ticket TO PUBLIC;
        """);

    assertThat(read().sequences())
        .containsExactly(
            new Sequence(
                name("account_id_seq"),
                SequenceOptions.defaults("bigint"),
                false,
                ObjectId.column(name("account"), "id"),
                null,
                Access.DEFAULT),
            new Sequence(
                name("ticket"),
                new SequenceOptions("integer", 20, 5, 10, 99, 3, true),
                true,
                null,
                "next, please",
                granted(null, new Grant("PUBLIC", "USAGE", false))));
  }

  @Test
  void columns() throws SQLException {
    role("catalog_reader");
    execute(
        """
        CREATE TYPE mood AS ENUM ('sad');
        CREATE TABLE account (
          id bigint GENERATED BY DEFAULT AS IDENTITY (START 100 INCREMENT 10),
          email varchar(255) COLLATE "C" NOT NULL DEFAULT 'x',
          moods mood[],
          plain text,
          notes text COMPRESSION pglz,
          gone integer,
          doubled bigint GENERATED ALWAYS AS (id * 2) STORED
        );
        ALTER TABLE account DROP COLUMN gone;
        ALTER TABLE account ALTER COLUMN notes SET STORAGE EXTERNAL;
        ALTER TABLE account ALTER COLUMN notes SET STATISTICS 500;
        COMMENT ON COLUMN account.email IS 'where to write to';
        GRANT SELECT (email) ON account TO catalog_reader;
        """);

    assertThat(table("account").columns())
        .containsExactly(
            column(
                "id",
                type("bigint"),
                new Identity(
                    false, new SequenceOptions("bigint", 100, 10, 1, Long.MAX_VALUE, 1, false)),
                null),
            new Column(
                "email",
                type("character varying(255)"),
                true,
                null,
                Expression.of("'x'::character varying"),
                null,
                null,
                new QualifiedName("pg_catalog", "C"),
                null,
                null,
                null,
                true,
                "where to write to",
                granted(null, new Grant("catalog_reader", "SELECT", false))),
            column("moods", new DataType("public.mood[]", name("mood")), null, null),
            column("plain", type("text"), null, null),
            new Column(
                "notes",
                type("text"),
                false,
                null,
                null,
                null,
                null,
                null,
                "EXTERNAL",
                "pglz",
                new Statistics(500, Map.of()),
                true,
                null,
                Access.DEFAULT),
            column(
                "doubled", type("bigint"), null, new Generated(Expression.of("(id * 2)"), true)));
  }

  @Test
  void primaryAndUniqueKeys() throws SQLException {
    execute(
        """
        CREATE TABLE account (
          a integer,
          b integer,
          c integer,
          CONSTRAINT account_pk PRIMARY KEY (b, a) INCLUDE (c) WITH (fillfactor = 70),
          CONSTRAINT account_one UNIQUE NULLS NOT DISTINCT (c) DEFERRABLE INITIALLY DEFERRED,
          CONSTRAINT account_two UNIQUE (a, c) DEFERRABLE
        );
        COMMENT ON CONSTRAINT account_pk ON account IS 'the key';
        """);

    Table account = table("account");
    assertThat(account.indexes()).isEmpty();
    assertThat(account.constraints())
        .containsExactly(
            new Unique(
                "account_one",
                List.of("c"),
                false,
                List.of(),
                true,
                Deferral.INITIALLY_DEFERRED,
                Map.of(),
                null,
                null),
            new PrimaryKey(
                "account_pk",
                List.of("b", "a"),
                false,
                List.of("c"),
                Deferral.NOT_DEFERRABLE,
                Map.of("fillfactor", "70"),
                null,
                "the key"),
            new Unique(
                "account_two",
                List.of("a", "c"),
                false,
                List.of(),
                false,
                Deferral.DEFERRABLE,
                Map.of(),
                null,
                null));
  }

  @Test
  void checks() throws SQLException {
    execute(
        """
        CREATE TABLE account (
          price numeric(10, 2) CONSTRAINT positive CHECK (price > 0) NO INHERIT,
          state varchar(9)
        );
        ALTER TABLE account ADD CONSTRAINT known CHECK (state IN ('A', 'B')) NOT VALID;
        """);

    List<Constraint> checks = table("account").constraints();
    assertThat(checks)
        .containsExactly(
            new Check(
                "known",
                Expression.of(
                    "((state)::text = ANY ((ARRAY['A'::character varying, 'B'::character"
                        + " varying])::text[]))"),
                true,
                false,
                false,
                true,
                null),
            new Check(
                "positive", Expression.of("(price > (0)::numeric)"), true, true, true, true, null));
    assertThat(((Check) checks.get(1)).expression().text()).isEqualTo("price > 0::numeric");
  }

  @Test
  void foreignKeys() throws SQLException {
    execute(
        """
        CREATE SCHEMA other;
        CREATE TABLE other.author (a integer, b integer, PRIMARY KEY (a, b));
        CREATE TABLE book (
          x integer,
          y integer,
          CONSTRAINT book_author FOREIGN KEY (y, x) REFERENCES other.author (a, b) MATCH FULL
            ON UPDATE CASCADE ON DELETE RESTRICT DEFERRABLE
        );
        ALTER TABLE book ADD CONSTRAINT book_partial FOREIGN KEY (x, y) REFERENCES other.author
          ON DELETE SET NULL (y) NOT VALID;
        """);

    assertThat(table("book").constraints())
        .containsExactly(
            new ForeignKey(
                "book_author",
                List.of("y", "x"),
                new QualifiedName("other", "author"),
                List.of("a", "b"),
                false,
                ForeignKey.Match.FULL,
                ForeignKey.Action.CASCADE,
                ForeignKey.Action.RESTRICT,
                List.of(),
                Deferral.DEFERRABLE,
                true,
                true,
                null),
            new ForeignKey(
                "book_partial",
                List.of("x", "y"),
                new QualifiedName("other", "author"),
                List.of("a", "b"),
                false,
                ForeignKey.Match.SIMPLE,
                ForeignKey.Action.NO_ACTION,
                ForeignKey.Action.SET_NULL,
                List.of("y"),
                Deferral.NOT_DEFERRABLE,
                true,
                false,
                null));
  }

  @Test
  void exclusions() throws SQLException {
    execute(
        """
        CREATE EXTENSION btree_gist;
        CREATE TABLE booking (
          room integer,
          during tsrange,
          CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&)
            WHERE (room > 0) DEFERRABLE
        );
        """);

    assertThat(table("booking").constraints())
        .containsExactly(
            new Exclusion(
                "no_overlap",
                "gist",
                List.of(key("room"), key("during")),
                List.of("=", "&&"),
                List.of(),
                Expression.of("(room > 0)"),
                Deferral.DEFERRABLE,
                Map.of(),
                null,
                null));
  }

  @Test
  void indexes() throws SQLException {
    execute(
        """
        CREATE EXTENSION pg_trgm;
        CREATE TABLE account (a text, b integer, c integer, d jsonb);
        CREATE UNIQUE INDEX one ON account (lower(a), b DESC NULLS LAST, c NULLS FIRST) INCLUDE (d)
          NULLS NOT DISTINCT WITH (fillfactor = 80) WHERE b > 0;
        CREATE INDEX two ON account USING gin (d jsonb_path_ops);
        CREATE INDEX three ON account USING gist (a gist_trgm_ops (siglen = 32));
        CREATE INDEX four ON account (a COLLATE "C" text_pattern_ops, (b + c));
        CLUSTER account USING four;
        COMMENT ON INDEX four IS 'the fourth';
        """);

    assertThat(table("account").indexes())
        .containsExactly(
            new Index(
                "four",
                "btree",
                List.of(
                    new IndexKey(
                        "a",
                        null,
                        "text_pattern_ops",
                        new QualifiedName("pg_catalog", "C"),
                        false,
                        false),
                    new IndexKey(null, Expression.of("((b + c))"), null, null, false, false)),
                List.of(),
                false,
                false,
                null,
                Map.of(),
                null,
                true,
                true,
                "the fourth"),
            new Index(
                "one",
                "btree",
                List.of(
                    new IndexKey(null, Expression.of("lower(a)"), null, null, false, false),
                    new IndexKey("b", null, null, null, true, false),
                    new IndexKey("c", null, null, null, false, true)),
                List.of("d"),
                true,
                true,
                Expression.of("(b > 0)"),
                Map.of("fillfactor", "80"),
                null,
                true,
                false,
                null),
            new Index(
                "three",
                "gist",
                List.of(
                    new IndexKey(
                        "a", null, "public.gist_trgm_ops (siglen = '32')", null, false, false)),
                List.of(),
                false,
                false,
                null,
                Map.of(),
                null,
                true,
                false,
                null),
            new Index(
                "two",
                "gin",
                List.of(new IndexKey("d", null, "jsonb_path_ops", null, false, false)),
                List.of(),
                false,
                false,
                null,
                Map.of(),
                null,
                true,
                false,
                null));
  }

  @Test
  void tableOptions() throws SQLException {
    role("catalog_reader");
    execute(
        """
        CREATE UNLOGGED TABLE account (id integer NOT NULL UNIQUE, note text)
          WITH (fillfactor = 70, toast.autovacuum_enabled = false);
        ALTER TABLE account REPLICA IDENTITY USING INDEX account_id_key;
        COMMENT ON TABLE account IS 'who pays';
        ALTER TABLE account OWNER TO catalog_reader;
        GRANT SELECT ON account TO PUBLIC;
        REVOKE TRUNCATE ON account FROM catalog_reader;
        """);

    Table account = table("account");
    assertThat(account.unlogged()).isTrue();
    assertThat(account.parameters())
        .isEqualTo(Map.of("fillfactor", "70", "toast.autovacuum_enabled", "false"));
    assertThat(account.replicaIdentity()).isEqualTo("USING INDEX account_id_key");
    assertThat(account.comment()).isEqualTo("who pays");
    assertThat(account.accessMethod()).isNull();
    assertThat(account.tablespace()).isNull();
    assertThat(account.access())
        .isEqualTo(
            new Access(
                "catalog_reader",
                sorted(new Grant("PUBLIC", "SELECT", false)),
                sorted(new Grant("", "TRUNCATE", false))));
  }

  @Test
  void aPartitionHasItsPlaceAndWhatIsItsOwn() throws SQLException {
    execute(
        """
        CREATE TABLE author (id integer PRIMARY KEY);
        CREATE TABLE log (id integer REFERENCES author, created date, PRIMARY KEY (id, created))
          PARTITION BY RANGE (created);
        CREATE INDEX log_created ON log (created);
        ALTER TABLE log ADD CONSTRAINT positive CHECK (id > 0);
        CREATE TABLE log_2026 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE TABLE log_rest PARTITION OF log DEFAULT;
        CREATE INDEX own ON log_rest (id);
        ALTER TABLE log_rest ADD CONSTRAINT own CHECK (id < 100);
        """);

    assertThat(table("log").partitionBy()).isEqualTo("RANGE (created)");
    assertThat(table("log").constraints()).hasSize(3);
    Table part = table("log_2026");
    assertThat(part.partition())
        .isEqualTo(
            new Partition(
                name("log"), Expression.of("FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')")));
    assertThat(part.inherits()).isEmpty();
    assertThat(part.constraints()).isEmpty();
    assertThat(part.indexes()).isEmpty();
    assertThat(part.columns()).noneMatch(Column::local);
    Table rest = table("log_rest");
    assertThat(rest.constraints()).extracting(Constraint::name).containsExactly("own");
    assertThat(rest.indexes()).extracting(Index::name).containsExactly("own");
  }

  @Test
  void aChildHasWhatIsItsOwn() throws SQLException {
    execute(
        """
        CREATE TABLE second (b integer CHECK (b > 0));
        CREATE TABLE first (a integer);
        CREATE TABLE child (c integer, a integer) INHERITS (second, first);
        """);

    Table child = table("child");
    assertThat(child.inherits()).containsExactly(name("second"), name("first"));
    assertThat(child.constraints()).isEmpty();
    assertThat(child.columns().stream().filter(Column::local))
        .extracting(Column::name)
        .containsExactly("a", "c");
  }

  @Test
  void whatBelongsToAnExtensionIsLeftOut() throws SQLException {
    execute(
        """
        CREATE EXTENSION citext;
        CREATE EXTENSION seg;
        CREATE TABLE account (email citext);
        CREATE TABLE claimed (id serial PRIMARY KEY, state text CHECK (state <> ''));
        CREATE INDEX ON claimed (state);
        CREATE SEQUENCE claimed_too;
        CREATE TYPE claimed_enum AS ENUM ('a');
        ALTER EXTENSION citext ADD TABLE claimed;
        ALTER EXTENSION citext ADD SEQUENCE claimed_id_seq;
        ALTER EXTENSION citext ADD SEQUENCE claimed_too;
        ALTER EXTENSION citext ADD TYPE claimed_enum;
        """);

    Catalog catalog = CatalogReader.read(connection, "public");
    assertThat(catalog.schema().tables()).extracting(Table::name).containsExactly(name("account"));
    assertThat(catalog.schema().sequences()).isEmpty();
    assertThat(catalog.schema().enums()).isEmpty();
    assertThat(catalog.schema().tables().get(0).columns().get(0).type())
        .isEqualTo(new DataType("public.citext", name("citext")));
    assertThat(catalog.schema().definitions())
        .extracting(definition -> definition.id().toString())
        .containsExactly("extension citext", "extension seg");
    assertThat(catalog.notCompared()).isEmpty();
  }

  @Test
  void temporaryTablesAreLeftOut() throws SQLException {
    execute("CREATE TEMP TABLE scratch (id serial PRIMARY KEY)");

    assertThat(read()).isEqualTo(Schema.EMPTY);
  }

  @Test
  void thePluginsOwnTablesAreLeftOut() throws SQLException {
    execute(
        """
        CREATE SCHEMA ours;
        CREATE TABLE ours.migrate_history (id bigserial PRIMARY KEY);
        CREATE TABLE ours.migrate_lock (id integer PRIMARY KEY);
        """);

    assertThat(CatalogReader.read(connection, "ours").schema()).isEqualTo(Schema.EMPTY);
    assertThat(read().tables()).hasSize(2);

    execute("CREATE TABLE ours.theirs ()");
    Schema shared = CatalogReader.read(connection, "ours").schema();
    assertThat(shared.namespaces()).extracting(Namespace::name).containsExactly("ours", "public");
    assertThat(shared.tables()).hasSize(1);
  }

  @Test
  void aGeneratedNameIsKnownWhateverItsLetters() throws SQLException {
    String table = "größenübersicht_der_außendienstmitarbeiter";
    String column = "straßenschlüssel_für_gemeinden_im_süden";
    execute(
        "CREATE TABLE \"%s\" (\"%s\" integer UNIQUE CHECK (\"%s\" > 0))"
            .formatted(table, column, column));

    Table read = table(table);
    assertThat(read.constraints())
        .hasSize(2)
        .allSatisfy(
            constraint ->
                assertThat(read.constraintId(constraint).name()).isEqualTo(constraint.structure()));
  }

  @Test
  void definitions() throws SQLException {
    execute(
        """
        CREATE TABLE t (a integer, b integer);
        CREATE VIEW v AS SELECT a FROM t;
        CREATE MATERIALIZED VIEW mv AS SELECT a FROM t;
        CREATE UNIQUE INDEX mi ON mv (a);
        CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
        CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE PROCEDURE p() LANGUAGE sql AS '';
        CREATE AGGREGATE total (integer) (SFUNC = int4pl, STYPE = integer);
        CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION g();
        ALTER TABLE t DISABLE TRIGGER tr;
        CREATE POLICY po ON t USING (a > f(b));
        CREATE RULE ru AS ON DELETE TO t DO INSTEAD NOTHING;
        CREATE TYPE span AS RANGE (SUBTYPE = float8);
        CREATE COLLATION co FROM "C";
        CREATE STATISTICS st ON a, b FROM t;
        CREATE PUBLICATION pub FOR TABLE t;
        CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
        CREATE EVENT TRIGGER et ON ddl_command_end EXECUTE FUNCTION e();
        CREATE TYPE mood AS ENUM ('happy');
        CREATE CAST (text AS mood) WITH INOUT AS IMPLICIT;
        """);

    Schema schema = read();
    assertThat(schema.definitions())
        .extracting(definition -> definition.id().toString())
        .containsExactly(
            "collation public.co",
            "range-type public.span",
            "index public.mi",
            "statistics public.st",
            "view public.v",
            "materialized-view public.mv",
            "function public.e()",
            "function public.f(integer)",
            "function public.g()",
            "procedure public.p()",
            "aggregate public.total(integer)",
            "cast (text AS public.mood)",
            "trigger public.t.tr",
            "rule public.t.ru",
            "policy public.t.po",
            "event-trigger et",
            "publication pub");
    Definition trigger = definition(schema, "trigger public.t.tr");
    assertThat(trigger.sql().text())
        .isEqualTo("TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION g()");
    assertThat(trigger.sql().canonical())
        .isEqualTo("TRIGGER tr BEFORE INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION public.g()");
    assertThat(trigger.settings().get("enabled")).hasToString("ALTER TABLE t DISABLE TRIGGER tr");
    assertThat(schema.uses().of(ObjectId.parse("policy public.t.po")))
        .extracting(ObjectId::toString)
        .containsExactly(
            "table public.t",
            "column public.t.a",
            "column public.t.b",
            "function public.f(integer)");
  }

  private static Definition definition(Schema schema, String id) {
    return schema.definition(ObjectId.parse(id)).orElseThrow();
  }

  @Test
  void compositeTypes() throws SQLException {
    execute(
        """
        CREATE TYPE pair AS (x integer, y text COLLATE "C");
        COMMENT ON TYPE pair IS 'two';
        COMMENT ON COLUMN pair.x IS 'one';
        CREATE TYPE nothing AS ();
        """);

    assertThat(read().composites())
        .containsExactly(
            new CompositeType(name("nothing"), List.of(), null, Access.DEFAULT),
            new CompositeType(
                name("pair"),
                List.of(
                    new CompositeType.Attribute("x", new DataType("integer", null), null, "one"),
                    new CompositeType.Attribute(
                        "y",
                        new DataType("text", null),
                        new QualifiedName("pg_catalog", "C"),
                        null)),
                "two",
                Access.DEFAULT));
  }

  @Test
  void whatTheModelDoesNotCoverIsNamed() throws SQLException {
    execute(
        """
        CREATE TABLE t (a integer, b integer);
        CREATE VIEW v AS SELECT a FROM t;
        CREATE MATERIALIZED VIEW mv AS SELECT a FROM t;
        CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
        CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE PROCEDURE p() LANGUAGE sql AS '';
        CREATE AGGREGATE total (integer) (SFUNC = int4pl, STYPE = integer);
        CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION g();
        CREATE POLICY po ON t USING (true);
        ALTER TABLE t ENABLE ROW LEVEL SECURITY;
        CREATE RULE ru AS ON DELETE TO t DO INSTEAD NOTHING;
        CREATE TYPE pair AS (x integer, y integer);
        CREATE TYPE span AS RANGE (SUBTYPE = float8);
        CREATE TYPE shell;
        CREATE TABLE typed OF pair;
        CREATE COLLATION co FROM "C";
        CREATE STATISTICS st ON a, b FROM t;
        CREATE PUBLICATION pub FOR TABLE t;
        CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
        CREATE EVENT TRIGGER et ON ddl_command_end EXECUTE FUNCTION e();
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC;
        CREATE TEXT SEARCH CONFIGURATION tsc (COPY = simple);
        CREATE TEXT SEARCH DICTIONARY tsd (TEMPLATE = simple);
        CREATE OPERATOR === (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4eq);
        CREATE CAST (integer AS pair) WITH INOUT;
        CREATE OPERATOR FAMILY fam USING btree;
        CREATE FOREIGN DATA WRAPPER fdw;
        CREATE SERVER srv FOREIGN DATA WRAPPER fdw;
        CREATE FOREIGN TABLE ft (a integer) SERVER srv;
        ALTER TABLE t ALTER COLUMN b SET (n_distinct = 7);
        GRANT USAGE ON LANGUAGE plpgsql TO pg_monitor;
        CREATE DOMAIN label AS text CONSTRAINT label_given NOT NULL;
        CREATE TABLE log (created date) PARTITION BY RANGE (created);
        CREATE TABLE log_old PARTITION OF log FOR VALUES FROM (MINVALUE) TO ('2026-01-01');
        -- as PostgreSQL 15.20 writes it
        UPDATE pg_attribute SET attoptions = '{pg_attver=1}' WHERE attrelid = 't'::regclass AND attname = 'a';
        UPDATE pg_inherits SET inhdetachpending = true WHERE inhrelid = 'log_old'::regclass;
        """);

    assertThat(CatalogReader.read(connection, "public").notCompared())
        .extracting(object -> object.kind() + " " + object.name())
        .containsExactly(
            "base type public.shell",
            "default privileges for role postgres in schema public on tables",
            "foreign server srv",
            "foreign table public.ft",
            "foreign-data wrapper fdw",
            "name or comment of a NOT NULL label_given of domain public.label",
            "operator public.===(integer,integer)",
            "operator family public.fam USING btree",
            "partition whose DETACH is not finished public.log_old",
            "privileges on a language plpgsql",
            "text search configuration public.tsc",
            "text search dictionary public.tsd",
            "typed table public.typed");
  }

  @Test
  void theSessionIsAsBefore() throws SQLException {
    execute("SET search_path = pg_temp; SET TimeZone = 'Asia/Tokyo'");

    read();

    assertThat(connection.getAutoCommit()).isTrue();
    assertThat(show("search_path")).isEqualTo("pg_temp");
    assertThat(show("TimeZone")).isEqualTo("Asia/Tokyo");
    assertThat(show("transaction_read_only")).isEqualTo("off");
    assertThat(show("transaction_isolation")).isEqualTo("read committed");
  }

  @Test
  void theSettingsOfTheSessionDoNotShow() throws SQLException {
    execute(
        """
        CREATE TABLE t (a timestamptz DEFAULT '2020-01-01 00:00Z', b interval DEFAULT '1 day',
          c bytea DEFAULT 'ab');
        """);
    Schema before = read();

    execute(
        """
        SET TimeZone = 'Asia/Tokyo';
        SET DateStyle = 'ISO, DMY';
        SET IntervalStyle = 'iso_8601';
        SET bytea_output = 'escape';
        SET search_path = pg_temp;
        """);

    assertThat(read()).isEqualTo(before);
  }

  @Test
  void aTransactionOfTheCallerIsNotTouched() throws SQLException {
    connection.setAutoCommit(false);
    execute("CREATE TABLE t ()");

    assertThatThrownBy(this::read).isInstanceOf(IllegalArgumentException.class);

    connection.commit();
    connection.setAutoCommit(true);
    assertThat(read().tables()).hasSize(1);
  }

  @Test
  void aBrokenConnectionIsSaidSo() throws SQLException {
    connection.close();

    assertThatThrownBy(this::read)
        .isInstanceOf(CatalogReadException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aServerThatEndsTheSessionIsQuoted() throws SQLException {
    int pid = connection.unwrap(PGConnection.class).getBackendPID();
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      // Comes back when the session has ended.
      statement.execute("SELECT pg_terminate_backend(" + pid + ", 10000)");
    }

    assertThatThrownBy(this::read)
        .isInstanceOf(CatalogReadException.class)
        .hasMessageContaining("terminating connection");
  }

  private Schema read() {
    return CatalogReader.read(connection, "public").schema();
  }

  private Table table(String table) {
    return read().table(name(table)).orElseThrow();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Roles are the server's, so they may be there from another test. */
  private void role(String role) throws SQLException {
    execute(
        """
        DO $$ BEGIN
          CREATE ROLE %s;
        EXCEPTION WHEN duplicate_object THEN NULL;
        END $$
        """
            .formatted(role));
  }

  private String show(String setting) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet set = statement.executeQuery("SHOW " + setting)) {
      set.next();
      return set.getString(1);
    }
  }

  private static QualifiedName name(String name) {
    return new QualifiedName("public", name);
  }

  private static DataType type(String text) {
    return new DataType(text, null);
  }

  private static IndexKey key(String column) {
    return new IndexKey(column, null, null, null, false, false);
  }

  private static TreeSet<Grant> sorted(Grant... grants) {
    return new TreeSet<>(List.of(grants));
  }

  private static Access granted(String owner, Grant... grants) {
    return new Access(owner, sorted(grants), new TreeSet<>());
  }

  /** An identity column is NOT NULL. */
  private static Column column(String name, DataType type, Identity identity, Generated generated) {
    return new Column(
        name,
        type,
        identity != null,
        null,
        null,
        identity,
        generated,
        null,
        null,
        null,
        null,
        true,
        null,
        Access.DEFAULT);
  }
}

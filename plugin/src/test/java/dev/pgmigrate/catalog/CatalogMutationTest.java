package dev.pgmigrate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.diff.SchemaComparator;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.NewestServer;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The reader is not its own witness: a change of any aspect, made by plain SQL, must be noticed.
 * One database serves all mutations that every server knows, another one those of the newest.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CatalogMutationTest {
  private static final String SETUP =
      """
      CREATE SCHEMA s;
      CREATE TYPE mood AS ENUM ('sad', 'happy');
      CREATE DOMAIN positive AS integer CONSTRAINT positive_check CHECK (VALUE > 0);
      CREATE DOMAIN label AS text;
      CREATE TYPE place AS (x numeric, name text);
      CREATE SEQUENCE ticket;
      CREATE TABLE author (id integer PRIMARY KEY, other integer UNIQUE);
      CREATE TABLE book (
        id bigint GENERATED ALWAYS AS IDENTITY,
        title varchar(50) DEFAULT 'untitled',
        isbn text,
        price numeric(10, 2),
        double_price numeric GENERATED ALWAYS AS (price * 2) STORED,
        author_id integer,
        second_id integer,
        during tsrange,
        mood mood,
        CONSTRAINT book_pk PRIMARY KEY (id),
        CONSTRAINT book_isbn UNIQUE (isbn),
        CONSTRAINT book_price CHECK (price > 0),
        CONSTRAINT book_author FOREIGN KEY (author_id) REFERENCES author (id),
        CONSTRAINT book_during EXCLUDE USING gist (during WITH &&)
      );
      CREATE INDEX book_title ON book (title);
      ALTER TABLE book ALTER COLUMN isbn SET STATISTICS 5, ALTER COLUMN isbn SET (n_distinct = 5);
      CREATE TABLE log (
        id integer, created date, CONSTRAINT log_key UNIQUE (id, created)
      ) PARTITION BY RANGE (created);
      CREATE INDEX log_created ON log (created);
      CREATE TABLE log_2026 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
      CREATE TABLE log_too (id integer, created date) PARTITION BY RANGE (created);
      CREATE TABLE parent (a integer UNIQUE);
      CREATE TABLE child (b integer) INHERITS (parent);
      GRANT SELECT ON child TO mutation_role;
      ALTER TABLE author ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE TRIGGER lazy BEFORE UPDATE ON author
        FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
      ALTER TABLE author DISABLE TRIGGER lazy;
      CREATE VIEW titles AS SELECT id, other AS title FROM author;
      CREATE FUNCTION twice(i integer) RETURNS integer LANGUAGE sql AS 'SELECT i * 2';
      """;

  static final List<String> mutations =
      List.of(
          // namespaces
          "CREATE SCHEMA another",
          "DROP SCHEMA s",
          "ALTER SCHEMA s RENAME TO r",
          "COMMENT ON SCHEMA s IS 'x'",
          "ALTER SCHEMA s OWNER TO mutation_role",
          "GRANT USAGE ON SCHEMA s TO mutation_role",
          "GRANT CREATE ON SCHEMA public TO PUBLIC",
          "REVOKE USAGE ON SCHEMA public FROM PUBLIC",
          // enums
          "ALTER TYPE mood ADD VALUE 'so-so'",
          "ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'",
          "ALTER TYPE mood RENAME TO temper",
          "ALTER TYPE mood SET SCHEMA s",
          "COMMENT ON TYPE mood IS 'x'",
          "ALTER TYPE mood OWNER TO mutation_role",
          "REVOKE USAGE ON TYPE mood FROM PUBLIC",
          // domains
          "ALTER DOMAIN positive SET DEFAULT 1",
          "ALTER DOMAIN positive SET NOT NULL",
          "ALTER DOMAIN positive ADD CONSTRAINT small CHECK (VALUE < 10)",
          "ALTER DOMAIN positive ADD CONSTRAINT small CHECK (VALUE < 10) NOT VALID",
          "ALTER DOMAIN positive DROP CONSTRAINT positive_check",
          "ALTER DOMAIN positive RENAME CONSTRAINT positive_check TO other_check",
          "ALTER DOMAIN positive RENAME TO above_zero",
          "COMMENT ON DOMAIN positive IS 'x'",
          "COMMENT ON CONSTRAINT positive_check ON DOMAIN positive IS 'x'",
          "ALTER DOMAIN positive OWNER TO mutation_role",
          "GRANT USAGE ON DOMAIN positive TO mutation_role",
          "DROP DOMAIN label; CREATE DOMAIN label AS varchar",
          "DROP DOMAIN label; CREATE DOMAIN label AS text COLLATE \"C\"",
          // composite types
          "DROP TYPE place",
          "ALTER TYPE place ADD ATTRIBUTE y numeric",
          "ALTER TYPE place RENAME ATTRIBUTE x TO y",
          "ALTER TYPE place ALTER ATTRIBUTE x TYPE bigint",
          "ALTER TYPE place ALTER ATTRIBUTE name TYPE text COLLATE \"C\"",
          "COMMENT ON COLUMN place.x IS 'x'",
          "COMMENT ON TYPE place IS 'x'",
          "REVOKE USAGE ON TYPE place FROM PUBLIC",
          // views, functions and their like
          "DROP VIEW titles",
          "CREATE OR REPLACE VIEW titles AS SELECT id, other * 2 AS title FROM author",
          "CREATE OR REPLACE VIEW titles AS SELECT id, other AS title, 1 AS one FROM author",
          "ALTER VIEW titles SET (security_barrier)",
          "ALTER VIEW titles ALTER COLUMN id SET DEFAULT 1",
          "COMMENT ON VIEW titles IS 'x'",
          "COMMENT ON COLUMN titles.title IS 'x'",
          "GRANT SELECT ON titles TO mutation_role",
          "GRANT SELECT (title) ON titles TO mutation_role",
          "CREATE OR REPLACE FUNCTION twice(i integer) RETURNS integer"
              + " LANGUAGE sql AS 'SELECT i + i'",
          "DROP FUNCTION twice; CREATE FUNCTION twice(i integer) RETURNS bigint"
              + " LANGUAGE sql AS 'SELECT i * 2'",
          "ALTER FUNCTION twice OWNER TO mutation_role",
          "ALTER TABLE author ENABLE TRIGGER lazy",
          "ALTER TABLE author ENABLE ALWAYS TRIGGER lazy",
          // sequences
          "ALTER SEQUENCE ticket AS integer",
          "ALTER SEQUENCE ticket START 5",
          "ALTER SEQUENCE ticket INCREMENT 5",
          "ALTER SEQUENCE ticket MINVALUE 0",
          "ALTER SEQUENCE ticket MAXVALUE 500",
          "ALTER SEQUENCE ticket CACHE 5",
          "ALTER SEQUENCE ticket CYCLE",
          "ALTER SEQUENCE ticket SET UNLOGGED",
          "ALTER SEQUENCE ticket OWNED BY book.author_id",
          "ALTER SEQUENCE ticket RENAME TO number",
          "ALTER SEQUENCE ticket OWNER TO mutation_role",
          "COMMENT ON SEQUENCE ticket IS 'x'",
          "GRANT SELECT ON SEQUENCE ticket TO mutation_role",
          // tables
          "DROP TABLE child",
          "CREATE TABLE another ()",
          "ALTER TABLE book RENAME TO volume",
          "ALTER TABLE book SET SCHEMA s",
          "ALTER TABLE book SET UNLOGGED",
          "ALTER TABLE book SET (fillfactor = 50)",
          "ALTER TABLE book SET (toast.autovacuum_enabled = false)",
          "ALTER TABLE book REPLICA IDENTITY FULL",
          "ALTER TABLE book REPLICA IDENTITY NOTHING",
          "ALTER TABLE book REPLICA IDENTITY USING INDEX book_pk",
          "ALTER TABLE child NO INHERIT parent",
          "ALTER TABLE log DETACH PARTITION log_2026",
          "CREATE TABLE log_rest PARTITION OF log DEFAULT",
          "COMMENT ON TABLE book IS 'x'",
          "ALTER TABLE book OWNER TO mutation_role",
          "GRANT SELECT ON book TO mutation_role",
          "GRANT SELECT ON book TO mutation_role WITH GRANT OPTION",
          "REVOKE DELETE ON book FROM CURRENT_USER",
          "GRANT SELECT ON child TO mutation_role WITH GRANT OPTION",
          "REVOKE SELECT ON child FROM mutation_role; GRANT UPDATE ON child TO mutation_role",
          "REVOKE SELECT ON child FROM mutation_role; GRANT SELECT ON child TO pg_monitor",
          "ALTER TABLE book SET TABLESPACE mutation_space",
          "ALTER TABLE book SET ACCESS METHOD mutation_heap",
          "ALTER TABLE book ENABLE ROW LEVEL SECURITY",
          "ALTER TABLE author DISABLE ROW LEVEL SECURITY",
          "ALTER TABLE author NO FORCE ROW LEVEL SECURITY",
          "DROP TABLE log; CREATE TABLE log (id integer, created date) PARTITION BY LIST (created)",
          "ALTER TABLE log DETACH PARTITION log_2026; ALTER TABLE log ATTACH PARTITION log_2026"
              + " FOR VALUES FROM ('2026-01-01') TO ('2028-01-01')",
          "ALTER TABLE log DETACH PARTITION log_2026; ALTER TABLE log_too ATTACH PARTITION log_2026"
              + " FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
          "ALTER INDEX log_2026_created_idx SET (fillfactor = 50)",
          "ALTER INDEX log_2026_created_idx SET TABLESPACE mutation_space",
          "COMMENT ON INDEX log_2026_created_idx IS 'x'",
          "COMMENT ON CONSTRAINT log_2026_id_created_key ON log_2026 IS 'x'",
          "CLUSTER log_2026 USING log_2026_created_idx",
          // columns
          "ALTER TABLE book ADD COLUMN extra integer",
          "ALTER TABLE book DROP COLUMN mood",
          "ALTER TABLE book RENAME COLUMN title TO name",
          "ALTER TABLE book ALTER COLUMN title TYPE varchar(51)",
          "ALTER TABLE book ALTER COLUMN title TYPE text",
          "ALTER TABLE book ALTER COLUMN title SET NOT NULL",
          "ALTER TABLE book ALTER COLUMN title SET DEFAULT 'none'",
          "ALTER TABLE book ALTER COLUMN title DROP DEFAULT",
          "ALTER TABLE book ALTER COLUMN id SET GENERATED BY DEFAULT",
          "ALTER TABLE book ALTER COLUMN id SET INCREMENT 7",
          "ALTER TABLE book ALTER COLUMN id SET START 7",
          "ALTER TABLE book ALTER COLUMN id SET CACHE 7",
          "ALTER TABLE book ALTER COLUMN id SET CYCLE",
          "ALTER TABLE book ALTER COLUMN id SET MINVALUE 0",
          "ALTER TABLE book ALTER COLUMN id SET MAXVALUE 777",
          "ALTER SEQUENCE book_id_seq RENAME TO numbers",
          "COMMENT ON SEQUENCE book_id_seq IS 'x'",
          "GRANT USAGE ON SEQUENCE book_id_seq TO mutation_role",
          "ALTER TABLE book ALTER COLUMN id DROP IDENTITY",
          "ALTER TABLE book ALTER COLUMN double_price DROP EXPRESSION",
          "ALTER TABLE book ALTER COLUMN double_price SET EXPRESSION AS (price * 3)",
          "ALTER TABLE book ALTER COLUMN title TYPE varchar(50) COLLATE \"C\"",
          "ALTER TABLE book ALTER COLUMN title SET STORAGE EXTERNAL",
          "ALTER TABLE book ALTER COLUMN title SET COMPRESSION pglz",
          "ALTER TABLE book ALTER COLUMN title SET STATISTICS 7",
          "ALTER TABLE book ALTER COLUMN isbn SET STATISTICS 7",
          "ALTER TABLE book ALTER COLUMN isbn SET (n_distinct = 7)",
          "DROP TABLE child; CREATE TABLE child (b integer, a integer) INHERITS (parent)",
          "COMMENT ON COLUMN book.title IS 'x'",
          "GRANT UPDATE (title) ON book TO mutation_role",
          "ALTER TABLE book ALTER COLUMN isbn TYPE mood USING isbn::mood",
          // primary key and unique
          "ALTER TABLE book DROP CONSTRAINT book_pk,"
              + " ADD CONSTRAINT book_pk PRIMARY KEY (isbn)",
          "ALTER INDEX book_pk SET TABLESPACE mutation_space",
          "ALTER INDEX book_isbn SET TABLESPACE mutation_space",
          "COMMENT ON CONSTRAINT book_isbn ON book IS 'x'",
          "ALTER TABLE book RENAME CONSTRAINT book_isbn TO u",
          "ALTER TABLE book DROP CONSTRAINT book_pk",
          "ALTER TABLE book RENAME CONSTRAINT book_pk TO pk",
          "ALTER TABLE book DROP CONSTRAINT book_pk,"
              + " ADD CONSTRAINT book_pk PRIMARY KEY (id) INCLUDE (price)",
          "ALTER TABLE book DROP CONSTRAINT book_pk,"
              + " ADD CONSTRAINT book_pk PRIMARY KEY (id) DEFERRABLE",
          "ALTER INDEX book_pk SET (fillfactor = 50)",
          "COMMENT ON CONSTRAINT book_pk ON book IS 'x'",
          "ALTER TABLE book DROP CONSTRAINT book_isbn",
          "ALTER TABLE book DROP CONSTRAINT book_isbn,"
              + " ADD CONSTRAINT book_isbn UNIQUE NULLS NOT DISTINCT (isbn)",
          "ALTER TABLE book DROP CONSTRAINT book_isbn,"
              + " ADD CONSTRAINT book_isbn UNIQUE (isbn) DEFERRABLE",
          "ALTER TABLE book DROP CONSTRAINT book_isbn,"
              + " ADD CONSTRAINT book_isbn UNIQUE (isbn, title)",
          "ALTER TABLE book DROP CONSTRAINT book_isbn,"
              + " ADD CONSTRAINT book_isbn UNIQUE (isbn) INCLUDE (title)",
          "ALTER INDEX book_isbn SET (fillfactor = 50)",
          // checks
          "ALTER TABLE book DROP CONSTRAINT book_price",
          "ALTER TABLE book RENAME CONSTRAINT book_price TO c",
          "ALTER TABLE book DROP CONSTRAINT book_price,"
              + " ADD CONSTRAINT book_price CHECK (price > 1)",
          "ALTER TABLE book DROP CONSTRAINT book_price,"
              + " ADD CONSTRAINT book_price CHECK (price > 0) NO INHERIT",
          "ALTER TABLE book DROP CONSTRAINT book_price,"
              + " ADD CONSTRAINT book_price CHECK (price > 0) NOT VALID",
          "COMMENT ON CONSTRAINT book_price ON book IS 'x'",
          // foreign keys
          foreignKey("(author_id) REFERENCES parent (a)"),
          "ALTER TABLE book DROP CONSTRAINT book_author",
          "ALTER TABLE book RENAME CONSTRAINT book_author TO f",
          "ALTER TABLE book ALTER CONSTRAINT book_author DEFERRABLE",
          "ALTER TABLE book ALTER CONSTRAINT book_author DEFERRABLE INITIALLY DEFERRED",
          foreignKey("(second_id) REFERENCES author (id)"),
          foreignKey("(author_id) REFERENCES author (other)"),
          foreignKey("(author_id) REFERENCES author MATCH FULL"),
          foreignKey("(author_id) REFERENCES author ON DELETE CASCADE"),
          foreignKey("(author_id) REFERENCES author ON DELETE SET NULL (author_id)"),
          foreignKey("(author_id) REFERENCES author ON UPDATE SET DEFAULT"),
          foreignKey("(author_id) REFERENCES author NOT VALID"),
          "COMMENT ON CONSTRAINT book_author ON book IS 'x'",
          // exclusions
          "ALTER TABLE book DROP CONSTRAINT book_during",
          exclusion("USING gist (during WITH =)"),
          exclusion("USING spgist (during WITH &&)"),
          exclusion("USING gist (during WITH &&, int4range(author_id, second_id) WITH &&)"),
          exclusion("USING gist (during WITH &&) WHERE (price > 0)"),
          exclusion("USING gist (during WITH &&) DEFERRABLE"),
          exclusion("USING gist (during WITH &&) INCLUDE (price)"),
          exclusion("USING gist (during WITH &&) WITH (fillfactor = 50)"),
          "ALTER TABLE book RENAME CONSTRAINT book_during TO e",
          "ALTER INDEX book_during SET TABLESPACE mutation_space",
          "COMMENT ON CONSTRAINT book_during ON book IS 'x'",
          // indexes
          "ALTER INDEX book_title SET TABLESPACE mutation_space",
          "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'book_title'::regclass",
          "DROP INDEX book_title;"
              + " CREATE UNIQUE INDEX book_title ON book (title) NULLS NOT DISTINCT",
          "DROP INDEX book_title",
          "ALTER INDEX book_title RENAME TO i",
          "ALTER INDEX book_title SET (fillfactor = 50)",
          "CLUSTER book USING book_title",
          "COMMENT ON INDEX book_title IS 'x'",
          index("USING hash (title)"),
          index("(title DESC)"),
          index("(title NULLS FIRST)"),
          index("(title text_pattern_ops)"),
          index("(title COLLATE \"C\")"),
          index("(lower(title))"),
          index("(title, price)"),
          index("(title) INCLUDE (price)"),
          index("(title) WHERE price > 0"),
          "DROP INDEX book_title; CREATE UNIQUE INDEX book_title ON book (title)",
          "DROP INDEX book_title; CREATE INDEX book_title ON ONLY log (created)");

  /** What only the newest server has, on tables of its own. */
  private static final String NEWEST_SETUP =
      """
      CREATE EXTENSION btree_gist;
      CREATE TABLE price (
        item integer, valid daterange, CONSTRAINT price_pk PRIMARY KEY (item, valid)
      );
      CREATE TABLE room (
        item integer, valid daterange, CONSTRAINT room_one UNIQUE (item, valid)
      );
      CREATE TABLE rate (
        item integer, valid daterange, PRIMARY KEY (item, valid WITHOUT OVERLAPS)
      );
      CREATE TABLE sale (
        item integer,
        during daterange,
        CONSTRAINT sale_price FOREIGN KEY (item, during) REFERENCES price (item, valid),
        twice integer GENERATED ALWAYS AS (item * 2) STORED
      );
      CREATE TABLE required (
        a integer CONSTRAINT a_given NOT NULL,
        b integer CONSTRAINT b_given NOT NULL NO INHERIT,
        c integer NOT NULL
      );
      CREATE TABLE above (a integer NOT NULL);
      CREATE TABLE under (CONSTRAINT own_given NOT NULL a) INHERITS (above);
      """;

  /** Whether a child declares what it inherits as well: no plan makes it so. */
  private static final String DECLARED_AGAIN =
      "DROP TABLE under; CREATE TABLE under () INHERITS (above)";

  static final List<String> newestMutations =
      List.of(
          "ALTER TABLE price DROP CONSTRAINT price_pk CASCADE,"
              + " ADD CONSTRAINT price_pk PRIMARY KEY (item, valid WITHOUT OVERLAPS)",
          "ALTER TABLE sale DROP CONSTRAINT sale_price, ADD CONSTRAINT sale_price FOREIGN KEY"
              + " (item, PERIOD during) REFERENCES rate (item, PERIOD valid)",
          "ALTER TABLE room DROP CONSTRAINT room_one,"
              + " ADD CONSTRAINT room_one UNIQUE (item, valid WITHOUT OVERLAPS)",
          "ALTER TABLE book ALTER CONSTRAINT book_author NOT ENFORCED",
          "ALTER TABLE book DROP CONSTRAINT book_price,"
              + " ADD CONSTRAINT book_price CHECK (price > 0) NOT ENFORCED",
          "ALTER TABLE sale DROP COLUMN twice,"
              + " ADD COLUMN twice integer GENERATED ALWAYS AS (item * 2) VIRTUAL",
          "ALTER TABLE required RENAME CONSTRAINT a_given TO a_there",
          "ALTER TABLE required RENAME CONSTRAINT required_c_not_null TO c_there",
          "ALTER TABLE required RENAME CONSTRAINT b_given TO required_b_not_null",
          "ALTER TABLE required ALTER CONSTRAINT b_given INHERIT",
          "ALTER TABLE required ALTER a DROP NOT NULL;"
              + " ALTER TABLE required ADD CONSTRAINT a_given NOT NULL a NOT VALID",
          "COMMENT ON CONSTRAINT a_given ON required IS 'x'",
          "ALTER TABLE under NO INHERIT above",
          DECLARED_AGAIN);

  /** What only the newest server can show. */
  private static final Set<String> NEWEST =
      Set.of(
          "Generated.stored",
          "PrimaryKey.withoutOverlaps",
          "Unique.withoutOverlaps",
          "ForeignKey.period",
          "ForeignKey.enforced",
          "Check.enforced",
          "Column.notNullConstraint",
          "NotNull.name",
          "NotNull.named",
          "NotNull.validated",
          "NotNull.noInherit",
          "NotNull.own",
          "NotNull.comment");

  /** A column that a table inherits can be its own as well: no plan makes it so. */
  private static final String OWN_AND_INHERITED =
      "DROP TABLE child; CREATE TABLE child (b integer, a integer) INHERITS (parent)";

  /** What no mutation can show, each with the reason. */
  private static final Set<String> UNWITNESSED =
      Set.of(
          // The way back to the one default there is.
          "Setting.reset",
          // Checks that are merely inherited are not read.
          "Check.local",
          // Which part of its parent a part of a partition is; it comes and goes with that one.
          "PartitionPart.kind",
          "PartitionPart.parent");

  /** Values that say which object is meant. */
  private static final Set<Class<?>> IDENTITIES = Set.of(QualifiedName.class, ObjectId.class);

  private static final Witness witness = new Witness();
  private static int noticed;

  private static Playground usual;

  /** Null where there is no newest server. */
  private static Playground newest;

  /** One database that serves many mutations; its contents are made anew before each. */
  private record Playground(
      ShadowDatabase database, Connection connection, String setup, Schema before) {
    static Playground in(ShadowDatabase database, String setup) throws SQLException {
      Connection connection = database.connect();
      execute(
          connection,
          """
          DO $$ BEGIN
            CREATE ROLE mutation_role;
          EXCEPTION WHEN duplicate_object THEN NULL;
          END $$
          """);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET allow_in_place_tablespaces = on");
        ResultSet found =
            statement.executeQuery("SELECT 1 FROM pg_tablespace WHERE spcname = 'mutation_space'");
        if (!found.next()) {
          statement.execute("CREATE TABLESPACE mutation_space LOCATION ''");
        }
      }
      execute(
          connection, "CREATE ACCESS METHOD mutation_heap TYPE TABLE HANDLER heap_tableam_handler");
      Playground empty = new Playground(database, connection, setup, Schema.EMPTY);
      empty.recreate();
      return new Playground(database, connection, setup, empty.read());
    }

    void recreate() throws SQLException {
      execute(
          connection,
          """
          DROP SCHEMA IF EXISTS s, r, another CASCADE;
          DROP SCHEMA public CASCADE;
          CREATE SCHEMA public AUTHORIZATION pg_database_owner;
          GRANT USAGE ON SCHEMA public TO PUBLIC;
          """
              + setup);
    }

    Schema read() {
      return CatalogReader.read(connection, "public").schema();
    }

    void close() throws SQLException {
      connection.close();
      database.close();
    }
  }

  @BeforeAll
  static void setUp() throws SQLException {
    usual = Playground.in(TestServer.database(), SETUP);
    newest =
        NewestServer.isPresent()
            ? Playground.in(NewestServer.database(), SETUP + NEWEST_SETUP)
            : null;
  }

  @AfterAll
  static void drop() throws SQLException {
    usual.close();
    if (newest != null) {
      newest.close();
    }
  }

  @ParameterizedTest
  @FieldSource("mutations")
  @Order(1)
  void isNoticed(String mutation) throws SQLException {
    isNoticed(mutation, usual);
  }

  @ParameterizedTest
  @FieldSource("newestMutations")
  @Order(1)
  void isNoticedOnTheNewestServer(String mutation) throws SQLException {
    assumeTrue(newest != null, "this build has resolved no embedded PostgreSQL 18");
    isNoticed(mutation, newest);
  }

  private static void isNoticed(String mutation, Playground playground) throws SQLException {
    playground.recreate();

    execute(playground.connection(), mutation);

    Schema after = playground.read();
    assertThat(witness.compare(playground.before(), after)).isTrue();
    if (!Set.of(OWN_AND_INHERITED, DECLARED_AGAIN).contains(mutation)) {
      assertThat(SchemaComparator.compare(playground.before(), after, Equivalence.TEXTUAL))
          .isNotEmpty();
    }
    noticed++;
  }

  /** Whoever adds a component to a record of the model adds the mutation that shows it. */
  @Test
  @Order(2)
  void everythingInTheModelHasAMutation() {
    int all = mutations.size() + (newest == null ? 0 : newestMutations.size());
    assumeTrue(noticed == all, "not all mutations have run and been noticed");
    Set<String> unseen = new TreeSet<>(Witness.components(Schema.class, IDENTITIES));
    Set<String> unwitnessed = new TreeSet<>(UNWITNESSED);
    if (newest == null) {
      unwitnessed.addAll(NEWEST);
    }

    unseen.removeAll(witness.seen());

    assertThat(unseen).isEqualTo(unwitnessed);
  }

  @Test
  void madeAnewItIsTheSame() throws SQLException {
    usual.recreate();

    assertThat(usual.read()).isEqualTo(usual.before());
  }

  private static String foreignKey(String definition) {
    return "ALTER TABLE book DROP CONSTRAINT book_author,"
        + " ADD CONSTRAINT book_author FOREIGN KEY "
        + definition;
  }

  private static String exclusion(String definition) {
    return "ALTER TABLE book DROP CONSTRAINT book_during,"
        + " ADD CONSTRAINT book_during EXCLUDE "
        + definition;
  }

  private static String index(String definition) {
    return "DROP INDEX book_title; CREATE INDEX book_title ON book " + definition;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

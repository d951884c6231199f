package dev.pgmigrate.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.catalog.CatalogReader;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Which tables get rows, and which. */
class GeneratedRowsTest {
  private ShadowDatabase database;
  private Connection connection;

  @BeforeEach
  void connect() {
    database = TestServer.database();
    connection = database.connect();
  }

  @AfterEach
  void drop() throws SQLException {
    connection.close();
    database.close();
  }

  @Test
  void allTypes() throws SQLException {
    assertFilled(
        """
        CREATE DOMAIN positive AS integer CHECK (VALUE > 17);
        CREATE DOMAIN mail AS text NOT NULL CHECK (VALUE ~ '^[^@ ]+@[a-z]+\\.(org|net)$');
        CREATE TYPE mood AS ENUM ('sad', 'happy');
        CREATE TYPE place AS (street text, number positive);
        CREATE TYPE floats AS RANGE (subtype = float8);
        CREATE TABLE zoo (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          number serial NOT NULL,
          a smallint NOT NULL, b integer NOT NULL, c numeric(5,2) NOT NULL, d real NOT NULL,
          e double precision NOT NULL, f money NOT NULL, g boolean NOT NULL, h char(3) NOT NULL,
          i varchar(2) NOT NULL, j text NOT NULL, k name NOT NULL, l bytea NOT NULL,
          m date NOT NULL, n time NOT NULL, o timetz NOT NULL, p timestamp(3) NOT NULL,
          q timestamptz NOT NULL, r interval day to second NOT NULL, s uuid UNIQUE NOT NULL,
          t json NOT NULL, u jsonb UNIQUE NOT NULL, w inet NOT NULL, x cidr NOT NULL,
          y macaddr NOT NULL, z macaddr8 NOT NULL,
          aa bit(4) NOT NULL, ab bit varying(3) NOT NULL, ac point NOT NULL, ad line NOT NULL,
          ae lseg NOT NULL, af box NOT NULL, ag path NOT NULL, ah polygon NOT NULL,
          ai circle NOT NULL, aj tsvector NOT NULL, ak tsquery NOT NULL, al int4range NOT NULL,
          am nummultirange NOT NULL, an tstzrange NOT NULL, ao pg_lsn NOT NULL, ap oid NOT NULL,
          aq regclass NOT NULL, ar "char" NOT NULL, at jsonpath NOT NULL,
          au positive NOT NULL, av mail, aw mood UNIQUE NOT NULL, ax place NOT NULL,
          ay floats NOT NULL, az integer[] NOT NULL, ba mood[] NOT NULL, bb mail[] NOT NULL,
          bc place[] NOT NULL, bd text GENERATED ALWAYS AS (j || i) STORED, be xid NOT NULL,
          bf numeric(3,5) NOT NULL, bg numeric NOT NULL, bh varchar(40)[] NOT NULL,
          "Quoted ""name" text NOT NULL CHECK ("Quoted ""name" <> 'a'));
        """);
    assertThat(number("SELECT count(*) FROM zoo")).isEqualTo(2); // A mood has two values.
    assertThat(number("SELECT count(*) FROM zoo WHERE length(j) = 40")).isEqualTo(1);
  }

  @Test
  void checksSayThemselvesWhatTheyWant() throws SQLException {
    assertFilled(
        """
        CREATE TABLE checked (
          id integer PRIMARY KEY CHECK (id > 4711),
          status varchar(20) NOT NULL CHECK (status IN ('OPEN', 'PAID', 'SENT')),
          paid date,
          code text NOT NULL CHECK (code ~ '^[A-Z]{2}-\\d{3,5}$') UNIQUE,
          hex text NOT NULL CHECK (hex SIMILAR TO '[0-9a-f]+'),
          path text NOT NULL CHECK (path LIKE '/srv/%.txt'),
          long text NOT NULL CHECK (char_length(long) >= 17 AND char_length(long) < 19),
          ratio numeric(4,3) NOT NULL CHECK (ratio > 0 AND ratio < 0.01),
          first date NOT NULL, last date NOT NULL CHECK (last < '1812-06-24'),
          document jsonb NOT NULL CHECK (jsonb_typeof(document -> 'kind') = 'string'),
          tags text[] NOT NULL CHECK (cardinality(tags) = 3),
          total integer GENERATED ALWAYS AS (id * 2) STORED CHECK (total % 2 = 0),
          mail text, phone text,
          CHECK (first < last),
          CHECK ((status = 'PAID') = (paid IS NOT NULL)),
          CHECK (num_nonnulls(mail, phone) = 1));
        """);
    assertThat(number("SELECT count(*) FROM checked")).isEqualTo(3);
  }

  @Test
  void keysAndExclusionsKeepRowsApart() throws SQLException {
    assertFilled(
        """
        CREATE TABLE tenant (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL);
        CREATE UNIQUE INDEX ON tenant (lower(name));
        CREATE TABLE account (
          tenant uuid REFERENCES tenant, number integer, boss integer,
          PRIMARY KEY (tenant, number),
          FOREIGN KEY (tenant, boss) REFERENCES account, CHECK (boss <> number));
        CREATE TABLE login (
          tenant uuid NOT NULL, number integer NOT NULL, by integer NOT NULL,
          flag boolean UNIQUE NOT NULL,
          FOREIGN KEY (tenant, number) REFERENCES account,
          FOREIGN KEY (tenant, by) REFERENCES account);
        CREATE TABLE room (during tsrange NOT NULL, EXCLUDE USING gist (during WITH &&));
        CREATE TABLE root (id serial PRIMARY KEY, parent integer NOT NULL REFERENCES root);
        CREATE TABLE a (id serial PRIMARY KEY);
        CREATE TABLE b (id integer PRIMARY KEY REFERENCES a);
        CREATE TABLE lonely ();
        """);
    assertThat(number("SELECT count(*) FROM login")).isEqualTo(2);
    assertThat(number("SELECT count(*) FROM room")).isEqualTo(3);
    assertThat(number("SELECT count(*) FROM account")).isEqualTo(3);
    execute("INSERT INTO a DEFAULT VALUES"); // The sequence has gone on.
  }

  @Test
  void circlesOfForeignKeys() throws SQLException {
    execute(
        """
        CREATE TABLE a (id serial PRIMARY KEY, b integer);
        CREATE TABLE b (id serial PRIMARY KEY, a integer NOT NULL REFERENCES a);
        ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b;
        CREATE TABLE c (id integer PRIMARY KEY, d integer NOT NULL);
        CREATE TABLE d (id integer PRIMARY KEY, c integer NOT NULL REFERENCES c);
        ALTER TABLE c ADD CONSTRAINT to_d FOREIGN KEY (d) REFERENCES d;
        CREATE TABLE e (c integer NOT NULL REFERENCES c);
        """);
    Filled filled = fill();
    assertThat(filled.tables()).extracting(QualifiedName::name).containsExactly("a", "b");
    assertThat(filled.empty()).extracting(one -> one.table().name()).containsExactly("c", "d", "e");
    assertThat(number("SELECT count(*) FROM a WHERE b IS NOT NULL")).isEqualTo(2);
    assertThat(number("SELECT count(*) FROM a WHERE b IS NULL")).isEqualTo(1);
  }

  @Test
  void oneRowOfManyBecomesNullWhereItMay() throws SQLException {
    execute(
        """
        CREATE TABLE three (id integer, phone text, email text CHECK (email IS NOT NULL));
        INSERT INTO three SELECT n, 'phone' || n, 'email' || n FROM generate_series(1, 3) AS n;
        CREATE TABLE two (id integer, phone text, email text CHECK (email IS NOT NULL));
        INSERT INTO two SELECT id, phone, email FROM three LIMIT 2;
        """);
    Filled filled = fill();
    assertThat(filled.neverNull().stream().map(ObjectId::toString))
        .containsExactly("column public.two.id", "column public.two.phone");
    assertThat(number("SELECT count(*) FROM three WHERE phone IS NULL")).isEqualTo(1);
    assertThat(number("SELECT count(phone) FROM two")).isEqualTo(2);
  }

  @Test
  void aCircleThatIsCheckedAtTheEndIsFilled() throws SQLException {
    assertFilled(
        """
        CREATE TABLE department (id serial PRIMARY KEY, head uuid NOT NULL);
        CREATE TABLE employee (id uuid PRIMARY KEY, department integer NOT NULL
          REFERENCES department);
        ALTER TABLE department ADD FOREIGN KEY (head) REFERENCES employee
          DEFERRABLE INITIALLY DEFERRED;
        """);
    assertThat(number("SELECT count(*) FROM department")).isEqualTo(3);
  }

  @Test
  void whatIsCheckedAtTheEndIsListedAndStopsNothing() throws SQLException {
    execute(
        """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN RAISE EXCEPTION 'never on a Monday'; END $$;
        CREATE TABLE refused (id integer PRIMARY KEY);
        CREATE CONSTRAINT TRIGGER at_the_end AFTER INSERT ON refused
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse();
        CREATE TABLE once (id integer PRIMARY KEY,
          kind text NOT NULL CHECK (kind IN ('a')) UNIQUE DEFERRABLE INITIALLY DEFERRED);
        CREATE TABLE part (id integer PRIMARY KEY,
          refused integer NOT NULL REFERENCES refused DEFERRABLE INITIALLY DEFERRED);
        CREATE TABLE egg (id integer PRIMARY KEY, hen integer NOT NULL);
        CREATE TABLE hen (id integer PRIMARY KEY,
          egg integer NOT NULL REFERENCES egg DEFERRABLE INITIALLY DEFERRED);
        ALTER TABLE egg ADD FOREIGN KEY (hen) REFERENCES hen DEFERRABLE INITIALLY DEFERRED;
        CREATE CONSTRAINT TRIGGER at_the_end AFTER INSERT ON hen
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse();
        """);
    Filled filled = fill();
    assertThat(filled.tables()).extracting(QualifiedName::name).containsExactly("once");
    assertThat(filled.empty())
        .extracting(one -> one.table().name())
        .containsExactlyInAnyOrder("egg", "hen", "part", "refused");
    assertThat(filled.empty())
        .filteredOn(one -> one.table().name().equals("hen"))
        .extracting(Filled.Empty::why)
        .containsExactly("never on a Monday");
    assertThat(number("SELECT count(*) FROM once")).isEqualTo(1);
  }

  @Test
  void partitionsTakeTheRowsOfTheirBounds() throws SQLException {
    assertFilled(
        """
        CREATE TABLE log (at timestamptz NOT NULL, text text) PARTITION BY RANGE (at);
        CREATE TABLE log_2019 PARTITION OF log FOR VALUES FROM ('2019-01-01') TO ('2020-01-01');
        CREATE TABLE log_2018 PARTITION OF log FOR VALUES FROM ('2018-01-01') TO ('2019-01-01')
          PARTITION BY LIST (text);
        CREATE TABLE log_2018_x PARTITION OF log_2018 FOR VALUES IN ('x', 'y');
        CREATE TABLE spread (id integer PRIMARY KEY) PARTITION BY HASH (id);
        CREATE TABLE spread_0 PARTITION OF spread FOR VALUES WITH (MODULUS 3, REMAINDER 0);
        CREATE TABLE lower_case (word text) PARTITION BY LIST (lower(word));
        CREATE TABLE lower_case_b PARTITION OF lower_case FOR VALUES IN ('bird');
        CREATE TABLE animal (id serial PRIMARY KEY, legs integer CHECK (legs BETWEEN 7 AND 9));
        CREATE TABLE spider (eyes integer NOT NULL) INHERITS (animal);
        """);
    assertThat(number("SELECT count(*) FROM log_2019")).isPositive();
    assertThat(number("SELECT count(*) FROM spider")).isEqualTo(3);
  }

  @Test
  void aTableThatTakesNoRowIsListedInTheWordsOfPostgres() throws SQLException {
    execute(
        """
        CREATE TABLE never (id integer CHECK (id IS NOT NULL AND id IS NULL));
        CREATE TABLE guarded (id integer);
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
          AS $$BEGIN RAISE 'closed on Sundays'; END$$;
        CREATE TRIGGER refuse BEFORE INSERT ON guarded FOR EACH ROW EXECUTE FUNCTION refuse();
        CREATE TABLE swallowed (id integer);
        CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$;
        CREATE TRIGGER swallow BEFORE INSERT ON swallowed FOR EACH ROW EXECUTE FUNCTION swallow();
        CREATE TABLE unborn (id integer) PARTITION BY LIST (id);
        CREATE TABLE fine (id integer);
        """);
    Filled filled = fill();
    assertThat(filled.tables()).extracting(QualifiedName::name).containsExactly("fine");
    assertThat(filled.empty())
        .extracting(one -> one.table().name() + ": " + one.why())
        .containsExactly(
            "guarded: closed on Sundays",
            "never: new row for relation \"never\" violates check constraint \"never_id_check\" (Failing row contains (1))",
            "swallowed: a trigger or a rule lets no row in",
            "unborn: no partition of relation \"unborn\" found for row (Partition key of the failing row contains (id) = (1))");
  }

  @Test
  void theSameSchemaGetsTheSameRows() throws SQLException {
    String ddl =
        "CREATE TABLE t (id uuid PRIMARY KEY, at timestamptz DEFAULT now(), n numeric(9,3))";
    String all = "SELECT md5(string_agg(t::text, ',' ORDER BY id)) FROM t";
    execute(ddl);
    fill();
    String first = text(all);
    execute("DROP TABLE t");
    execute(ddl);
    fill();
    assertThat(text(all)).isEqualTo(first);
  }

  @Test
  @EnabledIfSystemProperty(named = "cases", matches = ".+")
  void tablesOfAllCasesGetRows() throws SQLException, IOException {
    List<String> empty = new ArrayList<>();
    int tables = 0;
    try (Stream<Path> cases = Files.list(Path.of(System.getProperty("cases")))) {
      for (Path one : cases.sorted().toList()) {
        for (String side : List.of("from.sql", "to.sql")) {
          try (ShadowDatabase other = TestServer.database();
              Connection session = other.connect();
              Statement statement = session.createStatement()) {
            statement.setEscapeProcessing(false);
            try {
              Path setup = one.resolve("setup.sql");
              if (Files.exists(setup)) {
                statement.execute(Files.readString(setup));
              }
              statement.execute(Files.readString(one.resolve(side)));
            } catch (SQLException | NoSuchFileException e) {
              continue; // It is a case of another major version.
            }
            Schema schema = CatalogReader.read(session, "public").schema();
            tables += schema.tables().size();
            Filled filled = GeneratedRows.fill(session, schema, names(schema));
            filled.empty().forEach(e -> empty.add(one.getFileName() + "/" + side + " " + e));
          }
        }
      }
    }
    assertThat(tables).isPositive();
    assertThat(empty).as("%s of %s tables", empty.size(), tables).hasSizeLessThan(tables / 20);
  }

  private void assertFilled(String ddl) throws SQLException {
    execute(ddl);
    assertThat(fill().empty()).isEmpty();
  }

  private Filled fill() throws SQLException {
    Schema schema = CatalogReader.read(connection, "public").schema();
    return GeneratedRows.fill(connection, schema, names(schema));
  }

  private static List<QualifiedName> names(Schema schema) {
    return schema.tables().stream().map(Table::name).toList();
  }

  private long number(String query) throws SQLException {
    return Long.parseLong(text(query));
  }

  private String text(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}

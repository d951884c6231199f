package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.draft.Placement;
import dev.pgmigrate.report.PlanReport;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a person has granted in the live database, and no revision knows of, holds after every step.
 * The revisions run as a role that owns its objects and is no superuser.
 */
class LiveStateTest {
  private static final String ROLES = "live_app, live_clerk, live_reader, live_keeper";

  /** Who may do what with which relation, column, routine or type. */
  private static final String GRANTS =
      """
      SELECT concat_ws(' ', o.name, x.privilege_type, coalesce(nullif(x.grantee::regrole::text, '-'), 'PUBLIC'),
        x.is_grantable)
      FROM (
        SELECT c.relname, c.relowner, c.relacl FROM pg_class c WHERE c.relkind IN ('v', 'm')
        UNION ALL
        SELECT c.relname || '.' || a.attname, c.relowner, a.attacl
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
        UNION ALL
        SELECT p.proname, p.proowner, coalesce(p.proacl, acldefault('f', p.proowner)) FROM pg_proc p
        WHERE p.proname NOT LIKE '%\\_sync'
        UNION ALL
        SELECT t.typname, t.typowner, coalesce(t.typacl, acldefault('T', t.typowner)) FROM pg_type t
        WHERE t.typtype IN ('e', 'd')
      ) o (name, owner, acl)
      CROSS JOIN aclexplode(o.acl) x
      JOIN pg_roles g ON g.oid = o.owner AND g.rolname LIKE 'live\\_%'
      WHERE x.grantee <> o.owner
      ORDER BY 1
      """;

  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void roles() {
    project = new TestProject(root);
    project.execute(
        """
        CREATE ROLE live_app;
        CREATE ROLE live_clerk;
        CREATE ROLE live_reader;
        CREATE ROLE live_keeper;
        CREATE ROLE live_deployer LOGIN PASSWORD 's3cret' IN ROLE live_keeper;
        ALTER SCHEMA public OWNER TO live_deployer;
        GRANT CREATE ON SCHEMA public TO live_keeper;
        ALTER DEFAULT PRIVILEGES FOR ROLE live_deployer GRANT SELECT ON TABLES TO live_reader;
        ALTER DEFAULT PRIVILEGES FOR ROLE live_deployer GRANT EXECUTE ON FUNCTIONS TO live_reader;
        ALTER DEFAULT PRIVILEGES FOR ROLE live_deployer GRANT USAGE ON TYPES TO live_reader;
        """);
    project.database(
        DatabaseConfig.of(project.url().replaceFirst("\\?.*", ""), "live_deployer", "s3cret"));
  }

  @AfterEach
  void drop() {
    // Its default privileges in a statement of their own: PostgreSQL drops them only once.
    project.execute("DROP OWNED BY live_deployer CASCADE");
    project.execute("DROP OWNED BY " + ROLES + " CASCADE");
    project.execute("DROP ROLE live_deployer, " + ROLES);
    project.close();
  }

  /** A database with the first state of the schema, as it was before the tool came or after. */
  private void first(String schema) {
    project.schema(schema).revision("first");
    project.upgrade();
  }

  private void may(String role, String... statements) {
    try (Connection connection = project.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET ROLE " + role);
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(role + " may not: " + List.of(statements), e);
    }
  }

  private void mayNot(String role, String sql) {
    assertThatThrownBy(
            () -> {
              try (Connection connection = project.connect();
                  Statement statement = connection.createStatement()) {
                statement.execute("SET ROLE " + role);
                statement.execute(sql);
              }
            })
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
  }

  @Test
  void aViewAroundAnotherTypeKeepsWhatItHas() {
    String before =
        """
        CREATE TABLE item (id bigint PRIMARY KEY, price int, title text);
        CREATE VIEW shop AS SELECT id, price, title FROM item;
        CREATE VIEW "Sums" AS SELECT sum(price) AS total FROM shop;
        CREATE MATERIALIZED VIEW prices AS SELECT price FROM item;
        CREATE UNIQUE INDEX ix_prices ON prices (price);
        CREATE FUNCTION total() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT sum(price)::bigint FROM item; END;
        COMMENT ON VIEW shop IS 'what is sold';
        """;
    first(before);
    project.execute(
        """
        REVOKE ALL ON shop, "Sums", prices FROM live_reader;
        GRANT SELECT, INSERT ON shop TO live_app WITH GRANT OPTION;
        GRANT SELECT (id), UPDATE (title) ON shop TO live_clerk;
        GRANT SELECT ON "Sums", prices TO PUBLIC;
        GRANT SELECT ON shop TO live_keeper;
        REVOKE EXECUTE ON FUNCTION total() FROM PUBLIC, live_reader;
        GRANT EXECUTE ON FUNCTION total() TO live_app;
        ALTER VIEW "Sums" OWNER TO live_keeper;
        ALTER VIEW shop SET (security_barrier, check_option = local);
        ALTER MATERIALIZED VIEW prices SET (fillfactor = 70);
        COMMENT ON VIEW "Sums" IS 'by hand: it''s 100 %';
        COMMENT ON COLUMN prices.price IS 'in cents';
        COMMENT ON FUNCTION total() IS 'of all';
        """);
    String described =
        "SELECT concat_ws(' ', relname, relowner::regrole, reloptions, obj_description(oid), col_description(oid, 1::int2))"
            + " FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace"
            + " UNION ALL SELECT concat_ws(' ', proname, obj_description(oid)) FROM pg_proc WHERE proname = 'total'"
            + " ORDER BY 1";
    List<String> grants = project.query(GRANTS);
    List<String> words = project.query(described);
    assertThat(words).contains("Sums live_keeper by hand: it's 100 %", "total of all");

    project.schema(before.replace("price int", "price bigint")).revision("wider");
    assertThat(PlanReport.text(project.plan()))
        .extracting(line -> line.text())
        .anyMatch(
            line ->
                line.contains("shop")
                    && line.contains(
                        "live_app: INSERT with grant option, SELECT with grant option"));
    project.upgrade();

    assertThat(project.query(GRANTS)).isEqualTo(grants);
    assertThat(project.query(described)).isEqualTo(words);
    may("live_app", "SELECT * FROM shop", "INSERT INTO shop VALUES (1, 2, 't')");
    may("live_clerk", "SELECT id FROM shop", "UPDATE shop SET title = 'u'", "TABLE \"Sums\"");
    mayNot("live_reader", "TABLE shop");
    project.downgrade("-1");
    assertThat(project.query(GRANTS)).isEqualTo(grants);
    assertThat(project.query(described)).isEqualTo(words);
    assertThat(project.verify().findings()).isEmpty();
  }

  @Test
  void whatARevisionTakesAwayIsNotBroughtBack() {
    String before =
        """
        CREATE TABLE item (id bigint PRIMARY KEY, price int, title text);
        CREATE VIEW shop AS SELECT id, price, title FROM item;
        COMMENT ON VIEW shop IS 'what is sold';
        GRANT SELECT, UPDATE ON shop TO live_app;
        GRANT SELECT (id, title) ON shop TO live_clerk;
        """;
    first(before);
    project.execute("REVOKE SELECT ON shop FROM live_reader; GRANT DELETE ON shop TO live_app");
    project
        .schema(
            """
            CREATE TABLE item (id bigint PRIMARY KEY, price bigint, title text);
            CREATE VIEW shop AS SELECT id, price FROM item;
            GRANT SELECT ON shop TO live_app;
            """)
        .revision("narrower");
    project.upgrade();
    assertThat(project.query(GRANTS))
        .containsExactly("shop DELETE live_app f", "shop SELECT live_app f");
    assertThat(project.query("SELECT obj_description('shop'::regclass)"))
        .containsExactly((String) null);
    assertThat(project.revision(null).changes()).isEmpty();
    project.downgrade("-1");
    assertThat(project.query(GRANTS))
        .contains(
            "shop DELETE live_app f", "shop UPDATE live_app f", "shop.id SELECT live_clerk f");
  }

  @Test
  void aPartThatNobodyKnowsOfIsNotLost() {
    String before =
        """
        CREATE TABLE item (id bigint PRIMARY KEY, price int);
        CREATE FUNCTION log() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
        CREATE VIEW shop AS SELECT id, price FROM item;
        CREATE TRIGGER known INSTEAD OF INSERT ON shop FOR EACH ROW EXECUTE FUNCTION log();
        """;
    first(before);
    project.execute(
        "CREATE TRIGGER audit INSTEAD OF UPDATE ON shop FOR EACH ROW EXECUTE FUNCTION log()");
    project.schema(before.replace("price int", "price bigint")).revision("wider");
    assertThatThrownBy(project::upgrade).hasMessageContaining("trigger audit on public.shop");
    project.execute("CREATE VIEW others AS SELECT id FROM shop; DROP TRIGGER audit ON shop");
    assertThatThrownBy(project::upgrade).hasMessageContaining("view others depends on view shop");
    assertThat(
            project.query(
                "SELECT pg_typeof(price)::text FROM item RIGHT JOIN (SELECT 1) o ON true"))
        .containsExactly("integer");
    project.execute("DROP VIEW others");
    project.upgrade();
    assertThat(project.query("SELECT tgname FROM pg_trigger WHERE tgrelid = 'shop'::regclass"))
        .containsExactly("known");
    project.downgrade("-1");
  }

  @Test
  void aRenamedTableCanBeUsedUnderBothNames() {
    String before =
        "CREATE TABLE person (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, phone text, pay int);";
    first(before);
    project.execute(
        """
        REVOKE ALL ON person FROM live_reader;
        GRANT SELECT, INSERT ON person TO live_app;
        GRANT SELECT (id, phone), UPDATE (phone) ON person TO live_clerk;
        """);
    String[] app = {
      "INSERT INTO $ (phone, pay) VALUES ('1', 2)", "SELECT * FROM $", "SELECT pay FROM $ LIMIT 1"
    };
    String[] clerk = {"UPDATE $ SET phone = '2' WHERE id = 1", "SELECT id, phone FROM $"};
    project.schema(before.replace("person", "account")).revision("rename", "person:account", null);
    assertThat(PlanReport.text(project.plan()))
        .extracting(line -> line.text())
        .anyMatch(line -> line.contains("person") && line.contains("live_app: INSERT, SELECT"))
        .anyMatch(
            line -> line.contains("person.phone") && line.contains("live_clerk: SELECT, UPDATE"));
    usable(app, clerk, "person");
    project.upgrade();
    usable(app, clerk, "person", "account");
    assertThat(project.query(GRANTS)).noneMatch(grant -> grant.contains("live_reader"));
    project.upgradeWithContract();
    usable(app, clerk, "account");
    project.downgrade("-1");
    usable(app, clerk, "person", "account");
    assertThat(project.query(GRANTS)).noneMatch(grant -> grant.contains("live_reader"));
    project.downgrade("-1");
    usable(app, clerk, "person");
  }

  private void usable(String[] app, String[] clerk, String... tables) {
    for (String table : tables) {
      for (String sql : app) {
        may("live_app", sql.replace("$", table));
      }
      for (String sql : clerk) {
        may("live_clerk", sql.replace("$", table));
      }
      mayNot("live_clerk", "SELECT pay FROM " + table);
      mayNot("live_reader", "SELECT pay FROM " + table);
    }
  }

  @Test
  void aRenamedColumnCanBeUsedUnderBothNames() {
    String before = "CREATE TABLE account (id bigint PRIMARY KEY, phone text, pay int);";
    first(before);
    project.execute(
        """
        REVOKE ALL ON account FROM live_reader;
        GRANT SELECT (phone), INSERT (id, phone), UPDATE (phone) ON account TO live_clerk;
        GRANT SELECT (phone) ON account TO live_app WITH GRANT OPTION;
        COMMENT ON COLUMN account.phone IS 'where to call';
        ALTER TABLE account ALTER phone SET STATISTICS 500, ALTER phone SET (n_distinct = -0.5),
          ALTER phone SET STORAGE EXTERNAL;
        -- as PostgreSQL 15.20 writes it
        UPDATE pg_attribute SET attoptions = attoptions || ARRAY['pg_attver=1'] WHERE attname = 'phone';
        """);
    String live =
        "SELECT concat_ws(' ', attacl, col_description(attrelid, attnum), attstattarget,"
            + " array(SELECT o FROM unnest(attoptions) o WHERE o NOT LIKE 'pg\\_%'), attstorage) FROM pg_attribute WHERE attrelid = 'account'::regclass AND attname = ";
    List<String> had = project.query(live + "'phone'");
    project
        .schema(before.replace("phone", "number"))
        .revision("rename", "account.phone:number", null);
    project.upgrade();
    for (String column : List.of("phone", "number")) {
      may("live_clerk", "UPDATE account SET $ = $ || '1'".replace("$", column));
    }
    may("live_clerk", "INSERT INTO account (id, number) VALUES (1, 'n')");
    mayNot("live_clerk", "SELECT pay FROM account");
    assertThat(project.query(live + "'number'")).isEqualTo(had);
    project.upgradeWithContract();
    may("live_clerk", "UPDATE account SET number = '1'");
    assertThat(project.query(live + "'number'")).isEqualTo(had);
    project.downgrade("-1");
    may("live_clerk", "UPDATE account SET phone = number", "UPDATE account SET number = phone");
    assertThat(project.query(live + "'phone'")).isEqualTo(had);
    project.downgrade("-1");
    may("live_clerk", "UPDATE account SET phone = '1'");
  }

  @Test
  void anIndexOfAColumnThatNobodyKnowsOfIsNotLost() {
    String before =
        "CREATE TABLE account (id bigint PRIMARY KEY, phone text UNIQUE); CREATE INDEX ix ON account (phone, id);";
    first(before);
    project.execute("CREATE INDEX by_hand ON account (lower(phone))");
    project
        .schema(before.replace("phone", "number"))
        .revision("rename", "account.phone:number", null);
    project.upgrade();
    assertThatThrownBy(project::upgradeWithContract)
        .hasMessageContaining("account.phone")
        .hasMessageContaining("index public.by_hand");
    project.execute("DROP INDEX by_hand");
    project.upgradeWithContract();
  }

  @Test
  void aWidenedColumnKeepsItsGrants() {
    String before =
        "CREATE TABLE account (id int PRIMARY KEY, n int CHECK (n > 0), pay int); CREATE INDEX ix ON account (n);";
    first(before);
    project.execute(
        """
        REVOKE ALL ON account FROM live_reader;
        GRANT SELECT (id, n), INSERT (id, n), UPDATE (n) ON account TO live_clerk;
        COMMENT ON COLUMN account.n IS 'how many';
        ALTER TABLE account ALTER n SET STATISTICS 500;
        CREATE INDEX by_hand ON account (n) WHERE n > 5;
        """);
    String live =
        "SELECT concat_ws(' ', attacl, col_description(attrelid, attnum), attstattarget) FROM"
            + " pg_attribute WHERE attrelid = 'account'::regclass AND attname = 'n'";
    List<String> had = project.query(live);
    project.schema(before.replace("n int", "n bigint")).widen("widen", "account.n");
    project.upgrade();
    may("live_clerk", "INSERT INTO account (id, n) VALUES (1, 1)", "UPDATE account SET n = n + 1");
    assertThatThrownBy(project::upgradeWithContract).hasMessageContaining("index public.by_hand");
    project.execute("DROP INDEX by_hand");
    project.upgradeWithContract();
    assertThat(project.query(live)).isEqualTo(had);
    may("live_clerk", "INSERT INTO account (id, n) VALUES (2, 1)", "UPDATE account SET n = n + 1");
    mayNot("live_clerk", "SELECT pay FROM account");
    project.downgrade("-1");
    assertThat(project.query(live)).isEqualTo(had);
    may("live_clerk", "UPDATE account SET n = n + 1");
    project.downgrade("-1");
    assertThat(project.query(live)).isEqualTo(had);
  }

  @Test
  void typesAndRoutinesThatAreReplacedKeepWhatTheyHave() {
    String before =
        """
        CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
        CREATE DOMAIN amount AS int;
        CREATE TABLE account (id bigint PRIMARY KEY, m mood, a amount);
        CREATE FUNCTION one(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE PROCEDURE two(int) LANGUAGE sql AS 'SELECT 1';
        CREATE AGGREGATE many(int) (SFUNC = int4pl, STYPE = int);
        """;
    first(before);
    project.execute(
        """
        REVOKE USAGE ON TYPE mood, amount FROM PUBLIC, live_reader;
        GRANT USAGE ON TYPE mood, amount TO live_app WITH GRANT OPTION;
        REVOKE EXECUTE ON ROUTINE one(int), two(int), many(int) FROM PUBLIC, live_reader;
        GRANT EXECUTE ON ROUTINE one(int), two(int), many(int) TO live_clerk;
        COMMENT ON TYPE mood IS 'by hand';
        COMMENT ON DOMAIN amount IS 'by hand';
        COMMENT ON FUNCTION one(int) IS 'by hand';
        COMMENT ON PROCEDURE two(int) IS 'by hand';
        COMMENT ON AGGREGATE many(int) IS 'by hand';
        ALTER TYPE mood OWNER TO live_keeper;
        ALTER FUNCTION one(int) OWNER TO live_keeper;
        """);
    String words =
        "SELECT count(*) FROM pg_description WHERE description = 'by hand'"
            + " UNION ALL SELECT count(*) FROM pg_type WHERE typowner = 'live_keeper'::regrole AND typtype = 'e'"
            + " UNION ALL SELECT count(*) FROM pg_proc WHERE proowner = 'live_keeper'::regrole";
    List<String> grants = project.query(GRANTS);
    assertThat(project.query(words)).containsExactly("5", "1", "1");
    project
        .schema(
            before
                .replace("'sad', 'ok'", "'ok'")
                .replace("amount AS int", "amount AS bigint")
                .replace("one(int) RETURNS int", "one(int) RETURNS bigint")
                .replace("two(int)", "two(n int)")
                .replace("STYPE = int", "STYPE = int, INITCOND = '7'"))
        .revision("replace");
    project.upgrade();
    assertThat(project.query(GRANTS)).isEqualTo(grants);
    assertThat(project.query(words)).containsExactly("5", "1", "1");
    project.downgrade("-1");
    assertThat(project.query(GRANTS)).isEqualTo(grants);
    assertThat(project.query(words)).containsExactly("5", "1", "1");
  }

  @Test
  void namesAndArgumentsOfEveryFormAreFoundAgain() {
    String before =
        """
        CREATE TABLE item (id bigint PRIMARY KEY, price int);
        CREATE VIEW v$orders AS SELECT price FROM item;
        CREATE VIEW "A$$b's" AS SELECT price FROM item;
        CREATE FUNCTION pick(int[], int) RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE AGGREGATE everything(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
        CREATE AGGREGATE named(val int, "the text" character varying, double precision)
          (SFUNC = tell, STYPE = int);
        CREATE AGGREGATE many(VARIADIC vals int[]) (SFUNC = add, STYPE = int);
        """
            .replace(
                "CREATE AGGREGATE everything",
                """
                CREATE FUNCTION tell(int, int, character varying, double precision) RETURNS int LANGUAGE sql AS 'SELECT 1';
                CREATE FUNCTION add(int, VARIADIC int[]) RETURNS int LANGUAGE sql AS 'SELECT 1';
                CREATE AGGREGATE everything""");
    first(before);
    project.execute(
        """
        GRANT SELECT ON v$orders, "A$$b's" TO live_app;
        REVOKE EXECUTE ON ROUTINE everything(), named(int, character varying, double precision), many(int[]) FROM PUBLIC, live_reader;
        GRANT EXECUTE ON ROUTINE everything(), named(int, character varying, double precision), many(int[]) TO live_app;
        COMMENT ON AGGREGATE everything(*) IS 'by hand';
        """);
    List<String> grants = project.query(GRANTS);
    project
        .schema(
            before
                .replace("price int", "price bigint")
                .replace("STYPE = int)", "STYPE = int, INITCOND = '7')")
                .replace("INITCOND = '0'", "INITCOND = '7'"))
        .revision("replace");
    project.upgrade();
    assertThat(project.query(GRANTS)).isEqualTo(grants);
    assertThat(project.query("SELECT agginitval FROM pg_aggregate WHERE aggfnoid >= 16384"))
        .containsExactly("7", "7", "7");
    assertThat(project.query("SELECT obj_description('everything()'::regprocedure)"))
        .containsExactly("by hand");
    project.downgrade("-1");
    assertThat(project.query(GRANTS)).isEqualTo(grants);
  }

  @Test
  void whatTheRevisionsKnowOfAColumnMayGoWithIt() {
    String before =
        """
        CREATE TABLE account (id bigint PRIMARY KEY, phone text, n int);
        CREATE INDEX "IX_Old" ON account (phone, n);
        CREATE STATISTICS "St_Old" ON phone, n FROM account;
        """;
    first(before);
    project
        .schema(before.replace("phone", "number"))
        .revision("rename", "account.phone:number", null);
    project.upgradeWithContract();
    String parts =
        "SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = 'account'::regclass AND NOT indisprimary"
            + " UNION ALL SELECT stxname FROM pg_statistic_ext";
    assertThat(project.query(parts)).containsExactly("\"IX_Old\"", "St_Old");
    project
        .schema(before.replace("phone", "number").replace("n int", "n bigint"))
        .at(new Placement(null, List.of(), List.of("head")))
        .widen("widen", "account.n");
    project.upgradeWithContract();
    assertThat(project.query(parts)).containsExactly("\"IX_Old\"", "St_Old");
    project.downgrade("-4");
    assertThat(project.query(parts)).containsExactly("\"IX_Old\"", "St_Old");
  }
}

package dev.pgmigrate.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.catalog.CatalogReader;
import dev.pgmigrate.diff.Equivalence.Context;
import dev.pgmigrate.diff.Equivalence.Kind;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShadowEquivalenceTest {
  private static ShadowDatabase database;
  private static ShadowEquivalence equivalence;

  private static final Table TABLE = table("t%s", "status", "character varying(20)", "n", "bigint");

  @BeforeAll
  static void start() {
    database = TestServer.database();
    equivalence = new ShadowEquivalence(database);
  }

  @AfterAll
  static void stop() {
    equivalence.close();
    database.close();
  }

  static Stream<Arguments> pairs() {
    Context check = Context.of(Kind.CHECK, TABLE);
    Context predicate = Context.of(Kind.PREDICATE, TABLE);
    Context key = Context.of(Kind.INDEX_KEY, TABLE);
    Context status = Context.of(Kind.DEFAULT, TABLE, "status");
    Context n = Context.of(Kind.DEFAULT, TABLE, "n");
    Context generated = Context.of(Kind.GENERATED, TABLE, "n");
    return Stream.of(
        // What IN prints at first, and what that prints when executed again.
        pair(
            true,
            check,
            "(status)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying])::text[])",
            "(status)::text = ANY (ARRAY[('A'::character varying)::text, ('B'::character"
                + " varying)::text])"),
        pair(true, check, "n > 0", "(n > 0)"),
        pair(true, check, "n > (0)::bigint", "n > '0'::bigint"),
        pair(false, check, "n > 0", "n > 1"),
        pair(false, check, "n > 0", "n >= 0"),
        pair(false, check, "n > 0", "nowhere() > 0"),
        pair(false, check, "nowhere() > 0", "nowhere() > 1"),
        pair(true, predicate, "status IS NOT NULL", "(status IS NOT NULL)"),
        pair(false, predicate, "n = 1", "n = 2"),
        pair(true, key, "lower((status)::text)", "lower(((status)::text))"),
        pair(false, key, "lower((status)::text)", "upper((status)::text)"),
        // A cast that an old column type has left.
        pair(true, status, "'new'::character varying", "'new'::text"),
        pair(false, status, "'new'::character varying", "'old'::character varying"),
        pair(true, n, "0", "'0'::bigint"),
        pair(true, n, "1 + 1", "2"),
        pair(false, n, "0", "1"),
        pair(false, n, "random()", "0"),
        pair(true, generated, "length((status)::text)", "(length((status)::text))::bigint"),
        pair(false, generated, "length((status)::text)", "octet_length((status)::text)"));
  }

  @Test
  void aViewThatWasPrintedAndExecutedAgainIsTheSame() throws SQLException {
    Definition written = view("SELECT n FROM o WHERE status IN ('A', 'B')");
    Definition executedAgain = view(written.sql().canonical().replaceFirst("(?s).* AS\n", ""));
    Definition other = view("SELECT n FROM o WHERE status IN ('A', 'C')");

    assertThat(written.sql()).isNotEqualTo(executedAgain.sql());
    assertThat(equivalence.same(written, executedAgain)).isTrue();
    assertThat(equivalence.same(written, other)).isFalse();
    assertThat(view("SELECT n FROM o").sql().canonical())
        .as("nothing stays")
        .contains("FROM public.o");
  }

  private static Definition view(String query) throws SQLException {
    try (Connection connection = database.connect();
        java.sql.Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS o (n bigint, status varchar(20))");
      statement.execute("DROP VIEW IF EXISTS v");
      statement.execute("CREATE VIEW v AS " + query);
      return CatalogReader.read(connection, "public").schema().definitions().get(0);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void isPostgresOwnWord(boolean same, Context context, String a, String b) {
    assertThat(equivalence.same(Expression.of(a), Expression.of(b), context)).isEqualTo(same);
    assertThat(equivalence.same(Expression.of(b), Expression.of(a), context)).isEqualTo(same);
  }

  @Test
  void aDomainsExpressionsAreAskedAboutToo() {
    Domain domain =
        new Domain(
            new QualifiedName("public", "code"),
            new DataType("character varying(5)", null),
            null,
            false,
            null,
            List.of(),
            null,
            Access.DEFAULT);
    Context check = Context.of(Kind.DOMAIN_CHECK, domain);
    assertThat(
            equivalence.same(
                Expression.of("(VALUE)::text <> ''::text"),
                Expression.of("((VALUE)::text <> ''::text)"),
                check))
        .isTrue();
    assertThat(
            equivalence.same(
                Expression.of("(VALUE)::text <> ''::text"),
                Expression.of("(VALUE)::text <> 'a'::text"),
                check))
        .isFalse();
    Context value = Context.of(Kind.DOMAIN_DEFAULT, domain);
    assertThat(
            equivalence.same(
                Expression.of("'x'::character varying"), Expression.of("'x'::text"), value))
        .isTrue();
    assertThat(equivalence.same(Expression.of("'x'::text"), Expression.of("'y'::text"), value))
        .isFalse();
  }

  @Test
  void whatIsWrittenAlikeIsNotAsked() {
    ShadowDatabase dropped = TestServer.database();
    dropped.close();
    Context check = Context.of(Kind.CHECK, TABLE);
    Expression one = Expression.of("n > 0");
    try (ShadowEquivalence nobody = new ShadowEquivalence(dropped)) {
      assertThat(nobody.same(one, Expression.of("n > 0"), check)).isTrue();
      assertThatThrownBy(() -> nobody.same(one, Expression.of("n > 1"), check))
          .isInstanceOf(DatabaseException.class);
    }
  }

  @Test
  void askingLeavesNoTrace() throws Exception {
    equivalence.same(
        Expression.of("n > 0"), Expression.of("(n > 0)"), Context.of(Kind.CHECK, TABLE));
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace OR"
                    + " relname = 't%s'")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(1)).isZero();
    }
  }

  private static Arguments pair(boolean same, Context context, String a, String b) {
    return Arguments.of(same, context, a, b);
  }

  private static Table table(String name, String... columns) {
    List<Column> all =
        Stream.iterate(0, i -> i < columns.length, i -> i + 2)
            .map(
                i ->
                    new Column(
                        columns[i],
                        new DataType(columns[i + 1], null),
                        false,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        true,
                        null,
                        Access.DEFAULT))
            .toList();
    return new Table(
        new QualifiedName("public", name),
        all,
        List.of(),
        List.of(),
        false,
        Map.of(),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        Access.DEFAULT);
  }
}

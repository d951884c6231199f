package dev.pgmigrate.shadow;

import dev.pgmigrate.catalog.CatalogReader;
import dev.pgmigrate.change.DropDefinition;
import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's own word on whether two expressions mean the same: both, executed again in the same
 * place, print the same; or the planner makes the same of both.
 *
 * <p>Everything happens on a scratch table in a transaction that is rolled back. What cannot be
 * executed (it calls a function that is not here) is the same only where its text is.
 */
public final class ShadowEquivalence implements Equivalence, AutoCloseable {
  private static final String SCRATCH = "migrate_scratch";

  private final ShadowDatabase database;

  /** Null until there is something to ask: mostly there is nothing. */
  private @Nullable Connection session;

  /**
   * Asks on this database.
   *
   * @param database holds the desired types and functions
   */
  public ShadowEquivalence(ShadowDatabase database) {
    this.database = database;
  }

  private Connection connection() {
    Connection open = session;
    if (open == null) {
      open = database.database().connectForReading();
      session = open;
    }
    return open;
  }

  @Override
  public boolean same(Expression a, Expression b, Context context) {
    if (a.equals(b)) {
      return true;
    }
    try {
      connection().setAutoCommit(false);
      try {
        execute("CREATE SCHEMA " + SCRATCH);
        Place place =
            context.domain() == null
                ? onTable(context, Objects.requireNonNull(context.table()))
                : onDomain(context, context.domain());
        return place.printsAlike(a, b) || place.plansAlike(a, b);
      } finally {
        connection().rollback();
        connection().setAutoCommit(true);
      }
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * PostgreSQL's planner proves that no row of a table with the stronger check can fail the weaker
   * one: it then reads no table at all.
   */
  @Override
  public boolean implies(Expression stronger, Expression weaker, Context context) {
    if (stronger.equals(weaker)) {
      return true;
    }
    try {
      connection().setAutoCommit(false);
      try {
        execute("CREATE SCHEMA " + SCRATCH);
        Domain domain = context.domain();
        String table =
            domain == null
                ? scratchTable(Objects.requireNonNull(context.table()))
                : scratchTable(domain);
        execute("ALTER TABLE " + table + " ADD CHECK (" + stronger.canonical() + ")");
        execute("SET LOCAL constraint_exclusion = on");
        Optional<String> plan =
            query(
                "EXPLAIN (COSTS OFF, FORMAT TEXT) SELECT FROM "
                    + table
                    + " WHERE NOT ("
                    + weaker.canonical()
                    + ")");
        return plan.isPresent() && plan.get().contains("One-Time Filter: false");
      } finally {
        connection().rollback();
        connection().setAutoCommit(true);
      }
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public boolean same(Definition a, Definition b) {
    if (a.sql().equals(b.sql()) || a.id().kind() == ObjectKind.EXTENSION) {
      return a.sql().equals(b.sql());
    }
    try {
      connection().setAutoCommit(false);
      try {
        Optional<String> first = undone(() -> printedAnew(a));
        return first.isPresent() && first.equals(undone(() -> printedAnew(b)));
      } finally {
        connection().rollback();
        connection().setAutoCommit(true);
      }
    } catch (SQLException e) {
      return false;
    }
  }

  /** What the catalog prints once the definition was executed from what a catalog printed. */
  private Optional<String> printedAnew(Definition definition) throws SQLException {
    if (CatalogReader.printed(connection(), definition.id()).isPresent()) {
      execute("SET LOCAL search_path = " + Identifier.quote(DefaultNamespace.name()));
      execute(new DropDefinition(definition).up().get(0).sql() + " CASCADE");
      execute("SET LOCAL search_path = ''");
    }
    execute("CREATE " + definition.sql().canonical());
    return CatalogReader.printed(connection(), definition.id());
  }

  @Override
  public void close() {
    try {
      if (session != null) {
        session.close();
      }
    } catch (SQLException e) {
      throw new ShadowException("Cannot close the session on the shadow database.", e);
    }
  }

  /**
   * How to put an expression into its place.
   *
   * @param put from the expression to the statement that puts it there
   * @param print the query that prints what the catalog holds now
   * @param plan from the expression to a statement whose plan shows it
   */
  private record Probe(UnaryOperator<String> put, String print, UnaryOperator<String> plan) {}

  private final class Place {
    private final Probe probe;

    Place(Probe probe) {
      this.probe = probe;
    }

    boolean printsAlike(Expression a, Expression b) throws SQLException {
      Optional<String> first = print(a);
      return first.isPresent() && first.equals(print(b));
    }

    boolean plansAlike(Expression a, Expression b) throws SQLException {
      Optional<String> first = plan(a);
      return first.isPresent() && first.equals(plan(b));
    }

    private Optional<String> print(Expression expression) throws SQLException {
      return undone(
          () -> {
            execute(probe.put.apply(expression.canonical()));
            return query(probe.print);
          });
    }

    private Optional<String> plan(Expression expression) throws SQLException {
      return undone(
          () -> {
            execute(probe.put.apply(expression.canonical()));
            return query(
                "EXPLAIN (VERBOSE, COSTS OFF) " + probe.plan.apply(expression.canonical()));
          });
    }
  }

  private Place onTable(Context context, Table table) throws SQLException {
    String name = scratchTable(table);
    String oid = "'" + name.replace("'", "''") + "'::regclass";
    UnaryOperator<String> selected = e -> "SELECT (" + e + ") FROM " + name;
    String attrdef = "SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = " + oid;
    return new Place(
        switch (context.kind()) {
          case CHECK, DOMAIN_CHECK ->
              new Probe(
                  e -> "ALTER TABLE " + name + " ADD CONSTRAINT probe CHECK (" + e + ")",
                  "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'probe' AND"
                      + " conrelid = "
                      + oid,
                  selected);
          case DEFAULT, DOMAIN_DEFAULT ->
              // Planned as an insertion: that is where a default is cast to its column's type.
              new Probe(
                  e -> "ALTER TABLE " + name + " ALTER " + column(context) + " SET DEFAULT " + e,
                  attrdef,
                  e -> "INSERT INTO " + name + " DEFAULT VALUES");
          case GENERATED -> {
            String type = type(table, context);
            yield new Probe(
                e ->
                    "ALTER TABLE "
                        + name
                        + " ADD probe "
                        + type
                        + " GENERATED ALWAYS AS ("
                        + e
                        + ") STORED",
                attrdef,
                e -> "SELECT (" + e + ")::" + type + " FROM " + name);
          }
          case INDEX_KEY ->
              new Probe(
                  e -> "CREATE INDEX probe ON " + name + " ((" + e + "))",
                  "SELECT pg_get_expr(indexprs, indrelid) FROM pg_index WHERE indrelid = " + oid,
                  selected);
          case PREDICATE ->
              new Probe(
                  e -> "CREATE INDEX probe ON " + name + " ((1)) WHERE " + e,
                  "SELECT pg_get_expr(indpred, indrelid) FROM pg_index WHERE indrelid = " + oid,
                  selected);
        });
  }

  private String scratchTable(Domain domain) throws SQLException {
    String name = SCRATCH + ".probe";
    execute(
        "CREATE TABLE "
            + name
            + " (value "
            + domain.type().text()
            + collate(domain.collation())
            + ")");
    return name;
  }

  /** A table with the columns, and nothing else; gives its name. */
  private String scratchTable(Table table) throws SQLException {
    String name = SCRATCH + "." + Identifier.quote(table.name().name());
    execute(
        table.columns().stream()
            .map(ShadowEquivalence::declaration)
            .collect(Collectors.joining(", ", "CREATE TABLE " + name + " (", ")")));
    return name;
  }

  /** A domain's expressions are asked about on a column of its base type, named VALUE. */
  private Place onDomain(Context context, Domain domain) throws SQLException {
    String name = SCRATCH + "." + Identifier.quote(domain.name().name());
    String type = domain.type().text() + collate(domain.collation());
    execute("CREATE DOMAIN " + name + " AS " + type);
    String oid = "'" + name.replace("'", "''") + "'::regtype";
    execute("CREATE TABLE " + SCRATCH + ".probe (value " + type + ", c " + name + ")");
    return new Place(
        switch (context.kind()) {
          case DEFAULT, DOMAIN_DEFAULT ->
              new Probe(
                  e -> "ALTER DOMAIN " + name + " SET DEFAULT " + e,
                  "SELECT typdefault FROM pg_type WHERE oid = " + oid,
                  e -> "INSERT INTO " + SCRATCH + ".probe DEFAULT VALUES");
          case CHECK, DOMAIN_CHECK, GENERATED, INDEX_KEY, PREDICATE ->
              new Probe(
                  e -> "ALTER DOMAIN " + name + " ADD CONSTRAINT probe CHECK (" + e + ")",
                  "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contypid = " + oid,
                  e -> "SELECT (" + e + ") FROM " + SCRATCH + ".probe");
        });
  }

  private static String declaration(Column column) {
    return Identifier.quote(column.name())
        + " "
        + column.type().text()
        + collate(column.collation());
  }

  private static String collate(@Nullable QualifiedName collation) {
    return collation == null
        ? ""
        : " COLLATE "
            + Identifier.quote(collation.namespace())
            + "."
            + Identifier.quote(collation.name());
  }

  private static String column(Context context) {
    return Identifier.quote(Objects.requireNonNull(context.column()));
  }

  private static String type(Table table, Context context) {
    String column = Objects.requireNonNull(context.column());
    return table.column(column).map(c -> c.type().text()).orElse("text");
  }

  private interface Question {
    Optional<String> ask() throws SQLException;
  }

  /** Its answer, or nothing when PostgreSQL refuses; either way as if it had not been asked. */
  private Optional<String> undone(Question question) throws SQLException {
    Savepoint before = connection().setSavepoint();
    try {
      return question.ask();
    } catch (SQLException e) {
      return Optional.empty();
    } finally {
      connection().rollback(before);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection().createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  private Optional<String> query(String sql) throws SQLException {
    try (Statement statement = connection().createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet rows = statement.executeQuery(sql)) {
        StringBuilder all = new StringBuilder();
        while (rows.next()) {
          all.append(rows.getString(1)).append('\n');
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all.toString());
      }
    }
  }
}

package dev.pgmigrate.golden;

import dev.pgmigrate.catalog.AuthorsWords;
import dev.pgmigrate.catalog.CatalogReader;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.diff.SchemaComparator;
import dev.pgmigrate.plan.Plan;
import dev.pgmigrate.plan.Planner;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.ShadowEquivalence;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.SessionSettings;
import dev.pgmigrate.sql.Splitter;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.WrittenExpressions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The plan that leads one database to another, and the databases to prove it on. */
public final class Migration implements AutoCloseable {
  private static final String DUPLICATE_OBJECT = "42710";

  private final ShadowDatabase left;
  private final ShadowDatabase right;
  private final Schema from;
  private final Schema to;
  private final Plan plan;

  /** Null until something is asked. */
  private ShadowEquivalence equivalence;

  private Migration(Supplier<ShadowDatabase> databases, String fromSql, String toSql)
      throws SQLException {
    left = databases.get();
    right = databases.get();
    run(left, fromSql);
    run(right, toSql);
    from = inTheWordsOf(fromSql, read(left));
    to = inTheWordsOf(toSql, read(right));
    plan = plan(from, to);
  }

  /** Builds both databases and plans the way from one to the other. */
  public static Migration between(String fromSql, String toSql) throws SQLException {
    return between(TestServer::database, fromSql, toSql);
  }

  /** The same on databases of another server. */
  public static Migration between(Supplier<ShadowDatabase> databases, String fromSql, String toSql)
      throws SQLException {
    return new Migration(databases, fromSql, toSql);
  }

  /** The database that the plan is applied to. */
  public ShadowDatabase left() {
    return left;
  }

  /** The database that was built directly. */
  public ShadowDatabase right() {
    return right;
  }

  public Schema from() {
    return from;
  }

  public Schema to() {
    return to;
  }

  public String upSql() {
    return text(plan.up());
  }

  public String downSql() {
    return text(plan.down());
  }

  /** What a person should know before {@link #up}. */
  public List<Warning> warnings() {
    return plan.warnings();
  }

  /** The database that the plan is applied to, as it is now. */
  public Schema now() throws SQLException {
    return read(left);
  }

  public void up() throws SQLException {
    apply(plan.up());
  }

  public void down() throws SQLException {
    apply(plan.down());
  }

  /** What is still to do to get to the other side; nothing, once {@link #up} has run. */
  public String rest() throws SQLException {
    return rest(now());
  }

  /** As {@link #rest()}, when the database is as given. */
  public String rest(Schema now) {
    return text(plan(now, to).up());
  }

  /** What is still to do to get back; nothing, once {@link #down} has run. */
  public String restBack() throws SQLException {
    return restBack(now());
  }

  /** As {@link #restBack()}, when the database is as given. */
  public String restBack(Schema now) {
    return text(plan(now, from).up());
  }

  /** Both texts of the plan of the same schemas, their objects in another order. */
  public String shuffled(long seed) throws SQLException {
    Random random = new Random(seed);
    Plan other = plan(shuffled(from, random), shuffled(to, random));
    return text(other.up()) + text(other.down());
  }

  private static Schema shuffled(Schema schema, Random random) {
    return new Schema(
        shuffled(schema.namespaces(), random),
        shuffled(schema.enums(), random),
        shuffled(schema.composites(), random),
        shuffled(schema.domains(), random),
        shuffled(schema.sequences(), random),
        shuffled(schema.tables(), random),
        shuffled(schema.definitions(), random),
        schema.uses());
  }

  private static <T> List<T> shuffled(List<T> list, Random random) {
    List<T> copy = new ArrayList<>(list);
    Collections.shuffle(copy, random);
    return copy;
  }

  private Plan plan(Schema a, Schema b) {
    List<Change> changes = SchemaComparator.compare(a, b, this::same);
    return Planner.plan(changes, a, b);
  }

  private boolean same(Expression a, Expression b, Equivalence.Context context) {
    if (equivalence == null) {
      equivalence = new ShadowEquivalence(right);
    }
    return equivalence.same(a, b, context);
  }

  private void apply(List<Step> steps) throws SQLException {
    try (Connection connection = left.connect();
        java.sql.Statement session = connection.createStatement()) {
      for (String setting : SessionSettings.forWriting("public")) {
        session.execute(setting);
      }
      for (Step step : steps) {
        connection.setAutoCommit(false);
        for (Statement statement : step.statements()) {
          try {
            session.execute(statement.sql());
          } catch (SQLException e) {
            throw new SQLException(
                e.getMessage() + "\n  in: " + statement.sql(), e.getSQLState(), e);
          }
        }
        connection.commit();
        connection.setAutoCommit(true);
      }
    }
  }

  private static String text(List<Step> steps) {
    return steps.stream().map(Migration::text).collect(Collectors.joining("\n-- next step\n\n"));
  }

  private static String text(Step step) {
    return step.statements().stream().map(Migration::text).collect(Collectors.joining("\n"));
  }

  private static String text(Statement statement) {
    return statement.comments().stream()
            .map(line -> "-- " + line + "\n")
            .collect(Collectors.joining())
        + statement.sql()
        + ";\n";
  }

  private static Schema read(ShadowDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      return CatalogReader.read(connection, "public").schema();
    }
  }

  private static Schema inTheWordsOf(String sql, Schema schema) {
    return AuthorsWords.apply(schema, WrittenExpressions.of(Splitter.split(sql)));
  }

  /** Each statement for itself. A role or tablespace may be there already: the server has them. */
  private static void run(ShadowDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        java.sql.Statement session = connection.createStatement()) {
      for (Statement statement : Splitter.split(sql)) {
        try {
          session.execute(statement.sql());
        } catch (SQLException e) {
          boolean present =
              DUPLICATE_OBJECT.equals(e.getSQLState())
                  && statement.sql().matches("(?is)create (role|tablespace).*");
          if (!present) {
            throw e;
          }
        }
      }
    }
  }

  @Override
  public void close() {
    if (equivalence != null) {
      equivalence.close();
    }
    left.close();
    right.close();
  }
}

package dev.pgmigrate.golden;

import dev.pgmigrate.catalog.AuthorsWords;
import dev.pgmigrate.change.AddColumn;
import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.diff.SchemaComparator;
import dev.pgmigrate.expand.Phases;
import dev.pgmigrate.journal.StepGroup;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.plan.Batch;
import dev.pgmigrate.plan.Plan;
import dev.pgmigrate.plan.PlanMode;
import dev.pgmigrate.plan.Planner;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.KeyWalk;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.ShadowEquivalence;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.SessionSettings;
import dev.pgmigrate.sql.Splitter;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.WrittenExpressions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The plan that leads one database to another, and the databases to prove it on. */
public final class Migration implements AutoCloseable {
  private static final String DUPLICATE_OBJECT = "42710";

  private final ShadowDatabase left;
  private final ShadowDatabase right;
  private final CatalogSession catalog;
  private final Schema from;
  private final Schema to;
  private final Plan plan;

  /** Null until something is asked. */
  private ShadowEquivalence equivalence;

  private final boolean online;
  private final Protection protection;

  /** What was not protected after one of the steps, with the step. */
  private final List<String> unprotected = new ArrayList<>();

  /** What rows get that need a value; null when nobody says. */
  private final String value;

  private final Features features;

  private Migration(
      Supplier<ShadowDatabase> databases,
      String fromSql,
      String toSql,
      boolean online,
      String value)
      throws SQLException {
    this.online = online;
    this.value = value;
    left = databases.get();
    right = databases.get();
    run(left, fromSql);
    run(right, toSql);
    try (Connection before = left.connect();
        Connection after = right.connect()) {
      protection = Protection.between(before, after);
      features = new Features(before.getMetaData().getDatabaseMajorVersion());
    }
    catalog = new CatalogSession(left);
    from = inTheWordsOf(fromSql, catalog.schema());
    try (CatalogSession other = new CatalogSession(right)) {
      to = inTheWordsOf(toSql, other.schema());
    }
    plan = plan(from, to);
  }

  private Migration(Migration plain) {
    online = true;
    value = plain.value;
    left = plain.left;
    right = plain.right;
    catalog = plain.catalog;
    from = plain.from;
    to = plain.to;
    equivalence = plain.equivalence;
    protection = plain.protection;
    features = plain.features;
    plan = plan(from, to);
  }

  /** The first of two plans that lead to the other side: what the previous release lives with. */
  public Plan expand() {
    Equivalence asked = asked();
    List<Change> changes =
        SchemaComparator.compare(from, to, asked).stream().map(this::filled).toList();
    Phases phases = Phases.of(changes, from, to, from, asked);
    return Planner.plan(List.copyOf(phases.released()), from, from, mode(true))
        .then(Planner.plan(phases.expand(), from, to, phases.warnings(), mode(true)));
  }

  /** The second, from what the database is after the first. */
  public Plan contract() throws SQLException {
    return contract(now());
  }

  /** As {@link #contract()}, when the database is as given. */
  public Plan contract(Schema now) {
    return plan(now, to);
  }

  /** The same for tables that are in use, on the same databases. */
  public Migration online() {
    return new Migration(this);
  }

  /** Builds both databases and plans the way from one to the other. */
  public static Migration between(String fromSql, String toSql) throws SQLException {
    return between(TestServer::database, fromSql, toSql);
  }

  /** The same on databases of another server. */
  public static Migration between(Supplier<ShadowDatabase> databases, String fromSql, String toSql)
      throws SQLException {
    return new Migration(databases, fromSql, toSql, false, null);
  }

  /** The same for tables that are in use. */
  public static Migration online(Supplier<ShadowDatabase> databases, String fromSql, String toSql)
      throws SQLException {
    return new Migration(databases, fromSql, toSql, true, null);
  }

  /** The same, with a value for rows that need one. */
  public static Migration online(
      Supplier<ShadowDatabase> databases, String fromSql, String toSql, String value)
      throws SQLException {
    return new Migration(databases, fromSql, toSql, true, value);
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

  public List<Step> upSteps() {
    return plan.up();
  }

  public List<Step> downSteps() {
    return plan.down();
  }

  /** What differs. */
  public List<Change> changes() {
    return SchemaComparator.compare(from, to, asked());
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
    return catalog.schema();
  }

  public void up() throws SQLException {
    watched(plan.up());
  }

  public void down() throws SQLException {
    watched(plan.down());
  }

  /** What both sides protect. */
  public Protection protection() {
    return protection;
  }

  /** What was not protected after a step of {@link #up} or {@link #down} so far. */
  public List<String> unprotected() {
    return List.copyOf(unprotected);
  }

  private void watched(List<Step> steps) throws SQLException {
    apply(
        steps,
        (step, connection) -> {
          for (String missing : protection.missing(connection)) {
            unprotected.add("no " + missing + " after:\n" + text(step));
          }
        });
  }

  /**
   * How many steps are done whenever a run can end: those without statements never end one.
   *
   * @see StepGroup
   */
  public List<Integer> ends() {
    Task task = Task.up(new MigrationFile(Path.of("revision.sql"), revision()));
    List<Integer> ends = new ArrayList<>();
    for (int done = 0; done < plan.up().size(); ) {
      done = StepGroup.of(task, done).end();
      ends.add(done);
    }
    return ends;
  }

  /** Does the first steps, and takes them back by as many blocks of the way down. */
  public void upAndBack(int done) throws SQLException {
    apply(plan.up().subList(0, done));
    apply(plan.down().subList(plan.down().size() - done, plan.down().size()));
  }

  /** The plan as a revision. */
  private Revision revision() {
    return new Revision(
        "3f9c1a7be204",
        "",
        List.of(),
        List.of(),
        List.of(),
        Instant.EPOCH,
        Revision.Phase.EXPAND,
        null,
        Map.of(),
        plan.up(),
        plan.down());
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

  /** What leads from the one schema to the other; nothing where they mean the same. */
  public String rest(Schema now, Schema wanted) {
    return text(plan(now, wanted).up());
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

  private PlanMode mode(boolean inUse) {
    return new PlanMode(inUse, features);
  }

  private Plan plan(Schema a, Schema b) {
    List<Change> changes =
        SchemaComparator.compare(a, b, this::same).stream().map(this::filled).toList();
    return Planner.plan(changes, a, b, mode(online));
  }

  private Change filled(Change change) {
    if (value != null && change instanceof AddColumn add && add.requiresValue()) {
      return add.withBackfill(value);
    }
    return value != null && change instanceof AlterColumn alter && alter.requiresValue()
        ? alter.withBackfill(value)
        : change;
  }

  private boolean same(Expression a, Expression b, Equivalence.Context context) {
    return asked().same(a, b, context);
  }

  private Equivalence asked() {
    if (equivalence == null) {
      equivalence = new ShadowEquivalence(right);
    }
    return equivalence;
  }

  /** Looks at what is committed. */
  private interface Look {
    void after(Step step, Connection connection) throws SQLException;
  }

  /** Executes steps on the database that the plan is applied to. */
  public void apply(List<Step> steps) throws SQLException {
    apply(steps, (step, connection) -> {});
  }

  private void apply(List<Step> steps, Look look) throws SQLException {
    try (Connection connection = left.connect();
        java.sql.Statement session = connection.createStatement()) {
      for (String setting : SessionSettings.forWriting("public")) {
        session.execute(setting);
      }
      for (Step step : steps) {
        connection.setAutoCommit(step.kind() == Step.Kind.NO_TRANSACTION);
        for (Statement statement : step.statements()) {
          WarningQueries.run(connection, statement);
          String sql = sql(connection, step, statement);
          try {
            session.execute(sql);
          } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\n  in: " + sql, e.getSQLState(), e);
          }
        }
        connection.setAutoCommit(true);
        look.after(step, connection);
      }
    }
  }

  /** All keys of a batch are one range. */
  private static String sql(Connection connection, Step step, Statement statement)
      throws SQLException {
    if (step.kind() != Step.Kind.BATCH) {
      return statement.sql();
    }
    KeyWalk walk = KeyWalk.over(Batch.of(step), connection);
    String last = walk.last(connection);
    return walk.sql(last == null ? null : walk.next(connection, null, last, Integer.MAX_VALUE));
  }

  /** Both ways of a plan. */
  public String text(Plan other) {
    return text(other.up()) + "\n-- down\n\n" + text(other.down());
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
    catalog.close();
    left.close();
    right.close();
  }
}

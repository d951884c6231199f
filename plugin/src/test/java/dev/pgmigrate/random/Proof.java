package dev.pgmigrate.random;

import dev.pgmigrate.change.Warning;
import dev.pgmigrate.change.WarningKind;
import dev.pgmigrate.golden.Migration;
import dev.pgmigrate.plan.Plan;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.shadow.ShadowDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Proves of one pair all that must hold of a plan. */
final class Proof {
  /** What is said about rows that can stand in the way of a statement. */
  private static final Set<String> ABOUT_ROWS =
      Arrays.stream(WarningKind.values())
          .filter(k -> k.aboutRows() || k == WarningKind.ENUM_VALUE_REMOVED)
          .map(WarningKind::id)
          .collect(Collectors.toSet());

  /** Classes of SQLSTATE: a value that does not fit, a constraint that rows violate. */
  private static final Set<String> ROWS = Set.of("22", "23");

  /** Of PostgreSQL's foreign_key_violation. */
  private static final String REFERRED_TO = "23503";

  /** Of so many pairs one is also taken back from wherever a run can end, which takes its time. */
  private static final long PARTLY = Long.getLong("random.partly", 5);

  /** Of so many pairs one also goes the way of expand and contract; none unless asked for. */
  private static final long HALVED = Long.getLong("random.halved", Long.MAX_VALUE);

  /**
   * What does not hold.
   *
   * @param claim which claim, in one word
   * @param plan up and down, as far as there is one
   */
  record Failure(String claim, String message, String plan) {}

  /**
   * What became of a pair.
   *
   * @param inTheWay rows stood in the way of the plan, as it had warned; all else holds
   */
  record Outcome(Optional<Failure> failure, boolean inTheWay) {}

  private final Supplier<ShadowDatabase> databases;

  Proof(Supplier<ShadowDatabase> databases) {
    this.databases = databases;
  }

  Outcome of(RandomPair pair) {
    try {
      Optional<Failure> failure = prove(pair, pair.rows());
      boolean inTheWay = failure.filter(f -> f.claim().equals("warned")).isPresent();
      return new Outcome(inTheWay ? prove(pair, "") : failure, inTheWay);
    } catch (SQLException | RuntimeException e) {
      return new Outcome(
          Optional.of(new Failure(e.getClass().getSimpleName(), trace(e), "")), false);
    }
  }

  private static String trace(Exception e) {
    return e.getMessage()
        + Arrays.stream(e.getStackTrace())
            .limit(8)
            .map(frame -> "\n    at " + frame)
            .collect(Collectors.joining());
  }

  private Optional<Failure> prove(RandomPair pair, String rows) throws SQLException {
    try (Migration plain = Migration.between(databases, pair.from(), pair.to())) {
      execute(plain.left(), rows);
      Optional<Failure> failure = unmet(plain, pair.seed(), rows);
      // The rows are back as far as anything brings them back.
      if (failure.isEmpty()) {
        failure = unmet(plain.online(), pair.seed(), rows);
      }
      return failure.isEmpty() && pair.seed() % HALVED == 0 ? inTwo(plain.online()) : failure;
    }
  }

  private static Optional<Failure> unmet(Migration migration, long seed, String rows)
      throws SQLException {
    String plan = migration.upSql() + "\n-- down\n\n" + migration.downSql();
    return failure(migration, seed, rows).map(f -> new Failure(f.claim(), f.message(), plan));
  }

  private static Optional<Failure> failure(Migration migration, long seed, String rows)
      throws SQLException {
    if (!migration.shuffled(seed).equals(migration.upSql() + migration.downSql())) {
      return failure("deterministic", migration.shuffled(seed));
    }
    Map<String, List<String>> before = values(migration);
    try {
      migration.up();
    } catch (SQLException e) {
      boolean warned =
          !rows.isEmpty()
              && (ROWS.contains(e.getSQLState().substring(0, 2)) || isTodo(e))
              && migration.warnings().stream().anyMatch(w -> isAbout(w, e.getSQLState()));
      return failure(warned ? "warned" : "up", e.getMessage());
    }
    Schema up = migration.now();
    if (!migration.rest(up).isEmpty()) {
      return failure("up-complete", migration.rest(up));
    }
    if (!local(up).equals(local(migration.to()))) {
      return failure("up-equal", difference(local(up), local(migration.to())));
    }
    Map<String, List<String>> after = values(migration);
    if (!keeps(before, after, left(migration))) {
      return failure("rows-after-up", before + "\nnow\n" + after);
    }
    try {
      migration.down();
    } catch (SQLException e) {
      boolean theWay =
          !rows.isEmpty() && (ROWS.contains(e.getSQLState().substring(0, 2)) || isTodo(e));
      return failure(theWay ? "warned" : "down", e.getMessage());
    }
    Schema down = migration.now();
    if (!migration.restBack(down).isEmpty()) {
      return failure("down-complete", migration.restBack(down));
    }
    if (!local(down).equals(local(migration.from()))) {
      return failure("down-equal", difference(local(down), local(migration.from())));
    }
    Map<String, List<String>> back = values(migration);
    if (!back.equals(before)) {
      return failure("rows-after-down", before + "\nnow\n" + back);
    }
    if (!migration.unprotected().isEmpty()) {
      return failure("unprotected", String.join("\n", migration.unprotected()));
    }
    return seed % PARTLY == 0 ? inPart(migration) : Optional.empty();
  }

  /** Expand and contract lead to the same end, and back. */
  private static Optional<Failure> inTwo(Migration migration) throws SQLException {
    Plan expand = migration.expand();
    String plan = migration.text(expand);
    Schema between;
    Plan contract;
    try {
      migration.apply(expand.up());
      between = migration.now();
      contract = migration.contract();
      plan = plan + "\n-- contract\n\n" + migration.text(contract);
      migration.apply(contract.up());
    } catch (SQLException e) {
      return inTheWay(e) ? Optional.empty() : halved(e.getMessage(), plan);
    }
    Schema end = migration.now();
    if (!migration.rest(local(end), local(migration.to())).isEmpty()) {
      return halved(difference(local(end), local(migration.to())), plan);
    }
    try {
      migration.apply(contract.down());
      Schema again = migration.now();
      if (!migration.rest(local(again), local(between)).isEmpty()) {
        return halved("back: " + difference(local(again), local(between)), plan);
      }
      migration.apply(expand.down());
    } catch (SQLException e) {
      return inTheWay(e) ? Optional.empty() : halved("back: " + e.getMessage(), plan);
    }
    String rest = migration.rest(local(migration.now()), local(migration.from()));
    return rest.isEmpty() ? Optional.empty() : halved("back: " + rest, plan);
  }

  private static boolean inTheWay(SQLException e) {
    return ROWS.contains(e.getSQLState().substring(0, 2)) || isTodo(e);
  }

  private static Optional<Failure> halved(String message, String plan) {
    return Optional.of(new Failure("in-two", message, plan));
  }

  /** Wherever a run can end: as many blocks of the way back undo what is done. */
  private static Optional<Failure> inPart(Migration migration) throws SQLException {
    List<Integer> ends = migration.ends();
    for (int done : ends.subList(0, Math.max(0, ends.size() - 1))) {
      try {
        migration.upAndBack(done);
      } catch (SQLException e) {
        return failure("in-part", "after " + done + " steps: " + e.getMessage());
      }
      Schema now = migration.now();
      if (!local(now).equals(local(migration.from()))) {
        return failure(
            "in-part-equal",
            "after " + done + " steps:\n" + difference(local(now), local(migration.from())));
      }
    }
    return Optional.empty();
  }

  /** A row needs a value, or a cast, that a person must write first. */
  private static boolean isTodo(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("todo.value") || message.contains("todo.cast");
  }

  /** Rows that are lost cannot be where a foreign key still refers to them. */
  private static boolean isAbout(Warning warning, String state) {
    return ABOUT_ROWS.contains(warning.id())
        || (warning.id().equals(WarningKind.DATA_LOSS.id()) && state.equals(REFERRED_TO));
  }

  private static Optional<Failure> failure(String claim, String message) {
    return Optional.of(new Failure(claim, message, ""));
  }

  /**
   * Every column as the table's own: what a table inherits becomes its own once it leaves the
   * parent, and nothing but the loss of its rows undoes that. Its parents in one order: a new one
   * is always the last, and like the order of columns that is no difference.
   */
  private static Schema local(Schema schema) {
    return schema.withTables(schema.tables().stream().map(Proof::local).toList());
  }

  private static Table local(Table t) {
    return new Table(
        t.name(),
        t.columns().stream().map(Proof::local).toList(),
        t.constraints(),
        t.indexes(),
        t.unlogged(),
        t.parameters(),
        t.tablespace(),
        t.accessMethod(),
        t.replicaIdentity(),
        t.partitionBy(),
        t.partition(),
        t.inherits().stream().sorted().toList(),
        t.rowSecurity(),
        t.comment(),
        t.access());
  }

  private static Column local(Column c) {
    return new Column(
        c.name(),
        c.type(),
        c.notNull(),
        c.notNullConstraint(),
        c.defaultValue(),
        c.identity(),
        c.generated(),
        c.collation(),
        c.storage(),
        c.compression(),
        c.statistics(),
        true,
        c.comment(),
        c.access());
  }

  private static String difference(Schema now, Schema wanted) {
    return pieces(now, wanted, "is:     ") + pieces(wanted, now, "should: ");
  }

  private static String pieces(Schema of, Schema other, String prefix) {
    List<Object> others = pieces(other);
    return pieces(of).stream()
        .filter(piece -> !others.contains(piece))
        .map(piece -> prefix + piece + "\n")
        .collect(Collectors.joining());
  }

  private static List<Object> pieces(Schema schema) {
    List<Object> all = new ArrayList<>();
    all.addAll(schema.namespaces());
    all.addAll(schema.enums());
    all.addAll(schema.composites());
    all.addAll(schema.domains());
    all.addAll(schema.sequences());
    all.addAll(schema.definitions());
    for (Table table : schema.tables()) {
      table.columns().forEach(c -> all.add(List.of(table.name(), c)));
      table.constraints().forEach(c -> all.add(List.of(table.name(), c)));
      table.indexes().forEach(i -> all.add(List.of(table.name(), i)));
      all.add(table.name() + " " + table.aspects() + table.inherits() + table.partition());
    }
    return all;
  }

  /**
   * The rows of the tables that stay, by what stays of them and no warning gives up. The partitions
   * of one table count together: which of them a row is in depends on a key that may change.
   */
  static Map<String, List<String>> values(Migration migration) throws SQLException {
    Set<ObjectId> lost =
        migration.warnings().stream()
            .filter(w -> !w.id().equals(WarningKind.SERVER_DEFAULT.id()))
            .map(Warning::object)
            .collect(Collectors.toSet());
    Schema from = migration.from();
    Schema to = migration.to();
    Map<String, List<String>> values = new TreeMap<>();
    try (Connection connection = migration.left().connect();
        Statement statement = connection.createStatement()) {
      for (Table table : from.tables()) {
        Optional<Table> other = to.table(table.name());
        if (other.isEmpty()
            || table.partitionBy() != null
            || other.get().partitionBy() != null
            || lost.contains(table.id())) {
          continue;
        }
        String columns =
            table.columns().stream()
                .filter(
                    c ->
                        stays(c, other.get())
                            && !lost.contains(table.columnId(c.name()))
                            && !changesInside(c, from, to))
                .map(c -> Sql.name(c.name()))
                .sorted()
                .collect(Collectors.joining(", "));
        String place = name(root(table, from));
        if (!root(table, from).equals(root(other.get(), to))) {
          place = name(table.name());
        }
        try (ResultSet found =
            statement.executeQuery(
                "SELECT coalesce(array_agg(r::text), '{}') FROM (SELECT "
                    + columns
                    + " FROM ONLY "
                    + name(table.name())
                    + ") AS r")) {
          found.next();
          List<String> rows =
              values.computeIfAbsent(place + "(" + columns + ")", key -> new ArrayList<>());
          rows.addAll(List.of((String[]) found.getArray(1).getArray()));
          rows.sort(Comparator.naturalOrder());
        }
      }
    }
    return values;
  }

  /** The partitioned tables that a partition leaves: another one may take the rows it had. */
  private static Set<String> left(Migration migration) {
    Schema from = migration.from();
    return from.tables().stream()
        .filter(t -> t.partition() != null && migration.to().table(t.name()).isEmpty())
        .map(t -> name(root(t, from)) + "(")
        .collect(Collectors.toSet());
  }

  /** Whether all rows are still there, and no others but what was warned of as lost. */
  private static boolean keeps(
      Map<String, List<String>> before, Map<String, List<String>> after, Set<String> left) {
    for (Map.Entry<String, List<String>> place : after.entrySet()) {
      List<String> more = new ArrayList<>(place.getValue());
      for (String row : before.getOrDefault(place.getKey(), List.of())) {
        if (!more.remove(row)) {
          return false;
        }
      }
      if (!more.isEmpty() && left.stream().noneMatch(place.getKey()::startsWith)) {
        return false;
      }
    }
    return after.keySet().equals(before.keySet());
  }

  private static QualifiedName root(Table table, Schema schema) {
    return table.partition() == null
        ? table.name()
        : schema
            .table(table.partition().parent())
            .map(parent -> root(parent, schema))
            .orElse(table.name());
  }

  /** Whether its values may read otherwise because a type that they are made of changes. */
  private static boolean changesInside(Column column, Schema from, Schema to) {
    return !contents(column.type(), from).equals(contents(column.type(), to));
  }

  /** What the values of a type are made of, down to the types of PostgreSQL itself. */
  private static String contents(DataType type, Schema schema) {
    QualifiedName name = type.userDefined();
    if (name == null) {
      return type.text();
    }
    Stream<String> fields =
        schema.composites().stream()
            .filter(composite -> composite.name().equals(name))
            .flatMap(composite -> composite.attributes().stream())
            .map(field -> field.name() + " " + contents(field.type(), schema))
            .sorted();
    Stream<String> base =
        schema.domains().stream()
            .filter(domain -> domain.name().equals(name))
            .map(domain -> contents(domain.type(), schema));
    return type.text() + Stream.concat(fields, base).toList();
  }

  private static boolean stays(Column column, Table other) {
    return column.generated() == null
        && other
            .column(column.name())
            .filter(c -> c.generated() == null && c.type().equals(column.type()))
            .isPresent();
  }

  private static String name(QualifiedName name) {
    return Sql.name(name.namespace()) + "." + Sql.name(name.name());
  }

  private static void execute(ShadowDatabase database, String sql) throws SQLException {
    if (!sql.isEmpty()) {
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        statement.setEscapeProcessing(false);
        statement.execute(sql);
      }
    }
  }
}

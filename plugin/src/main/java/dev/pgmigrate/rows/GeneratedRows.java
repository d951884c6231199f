package dev.pgmigrate.rows;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fills tables of a throw-away database with a few rows each. A table that has rows keeps them, and
 * gets no others. One row of each column becomes NULL where the column may be.
 */
public final class GeneratedRows {
  /** How many tables are filled at most; those that they refer to count. */
  public static final int MOST = 200;

  /** So that the INSERT itself fails, and other values can be tried. */
  private static final String AT_ONCE = "SET CONSTRAINTS ALL IMMEDIATE";

  private static final String NO_WAY_IN =
      "its foreign keys form a circle; none of them may be NULL or is deferrable";

  private final Trials trials;
  private final Schema schema;
  private final Set<QualifiedName> filled = new HashSet<>();
  private final List<QualifiedName> tables = new ArrayList<>();
  private final List<Filled.Empty> empty = new ArrayList<>();
  private final Map<ObjectId, List<String>> promised = new HashMap<>();

  /** Those whose turn has not come yet. */
  private final Set<QualifiedName> coming = new HashSet<>();

  private GeneratedRows(Trials trials, Schema schema) {
    this.trials = trials;
    this.schema = schema;
  }

  /**
   * Fills these tables, and before them those that they refer to; commits.
   *
   * @param connection in auto-commit
   * @param schema what the database holds
   */
  public static Filled fill(Connection connection, Schema schema, Collection<QualifiedName> wanted)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      GeneratedRows rows = new GeneratedRows(new Trials(connection), schema);
      String broken = rows.tried(FillOrder.of(schema, wanted, MOST), wanted, table -> NO_WAY_IN);
      if (broken != null) {
        connection.rollback();
        Map<QualifiedName, String> reasons = rows.reasons();
        rows = new GeneratedRows(new Trials(connection), schema);
        FillOrder order = FillOrder.withoutDeferral(schema, wanted, MOST);
        String still = rows.tried(order, wanted, table -> reasons.getOrDefault(table, broken));
        if (still != null) {
          return rows.without(still);
        }
      }
      List<ObjectId> neverNull = rows.withNulls();
      connection.commit();
      return new Filled(rows.tables, rows.empty, neverNull);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private Map<QualifiedName, String> reasons() {
    Map<QualifiedName, String> reasons = new HashMap<>();
    empty.forEach(one -> reasons.put(one.table(), one.why()));
    return reasons;
  }

  /** A constraint that is checked at the end fails; the rows are taken back. */
  private Filled without(String broken) {
    List<Filled.Empty> all = new ArrayList<>(empty);
    tables.forEach(table -> all.add(new Filled.Empty(table, broken)));
    return new Filled(List.of(), all, List.of());
  }

  /**
   * Fills the tables of the order, and checks all that waits for the end of the transaction.
   *
   * @param circle why those are empty whose foreign keys form a circle
   * @return PostgreSQL's sentence when the check fails
   */
  private @Nullable String tried(
      FillOrder order, Collection<QualifiedName> wanted, Function<QualifiedName, String> circle)
      throws SQLException {
    trials.write(AT_ONCE);
    order.tables().forEach(table -> coming.add(table.name()));
    for (Table table : order.tables()) {
      coming.remove(table.name());
      fill(table);
    }
    for (Table table : order.circular()) {
      empty.add(new Filled.Empty(table.name(), circle.apply(table.name())));
    }
    Set<QualifiedName> left = new TreeSet<>(wanted);
    left.removeAll(filled);
    empty.forEach(one -> left.remove(one.table()));
    left.removeIf(name -> schema.table(name).isEmpty());
    left.forEach(
        name -> empty.add(new Filled.Empty(name, "no more than " + MOST + " tables are filled")));
    for (Table table : order.tables()) {
      referLater(table);
    }
    return trials.refusal(AT_ONCE);
  }

  /** So many rows have a value at least: of fewer nobody can tell whether values stay apart. */
  private static final int WITH_VALUE = 2;

  /**
   * Makes one row of each column NULL if none is and PostgreSQL lets it be.
   *
   * @return the columns whose only values that would have been
   */
  private List<ObjectId> withNulls() throws SQLException {
    List<ObjectId> without = new ArrayList<>();
    for (QualifiedName name : tables) {
      Table table = schema.table(name).orElseThrow();
      List<Column> nullable =
          FillOrder.writable(table).stream().filter(column -> !column.notNull()).toList();
      if (nullable.isEmpty()) {
        continue;
      }
      String counts =
          nullable.stream()
              .map(column -> ", count(" + Identifier.quote(column.name()) + ")")
              .collect(Collectors.joining());
      List<@Nullable String> counted =
          trials.query("SELECT count(*)" + counts + " FROM " + from(table)).get(0);
      String unwanted = unwanted(table);
      for (int i = 0; i < nullable.size(); i++) {
        String column = nullable.get(i).name();
        int rows = Integer.parseInt(Objects.requireNonNull(counted.get(0)));
        boolean has = rows > Integer.parseInt(Objects.requireNonNull(counted.get(i + 1)));
        boolean enough = rows > WITH_VALUE;
        if (rows > 0 && !has && trials.writes(toNull(table, column), unwanted, enough) && !enough) {
          without.add(table.columnId(column));
        }
      }
    }
    return without;
  }

  private static String toNull(Table table, String column) {
    return ("UPDATE %1$s SET %2$s = NULL WHERE (tableoid, ctid) ="
            + " (SELECT tableoid, ctid FROM %1$s ORDER BY tableoid, ctid DESC LIMIT 1)")
        .formatted(from(table), Identifier.quote(column));
  }

  /** Finds a row that does not meet what the schema demands and the database may not demand yet. */
  private String unwanted(Table table) throws SQLException {
    List<String> broken = new ArrayList<>();
    for (Condition condition : new TableRules(schema, table).conditions(trials, List.of())) {
      broken.add("(" + condition.sql() + ") IS FALSE");
    }
    return "SELECT FROM "
        + from(table)
        + " WHERE "
        + (broken.isEmpty() ? "false" : String.join(" OR ", broken))
        + " LIMIT 1";
  }

  private static String from(Table table) {
    return (table.partitionBy() == null ? "ONLY " : "") + SqlNames.sql(table.name());
  }

  private void fill(Table table) throws SQLException {
    QualifiedName name = table.name();
    try {
      boolean has = !trials.texts("SELECT '' FROM " + from(table) + " LIMIT 1").isEmpty();
      if (!has) {
        TableFill.fill(trials, schema, table, filled, coming, promised);
      }
      filled.add(name);
      tables.add(name);
    } catch (UnfillableException e) {
      empty.add(new Filled.Empty(name, e.why()));
    } catch (SQLException e) {
      empty.add(new Filled.Empty(name, Trials.sentence(e)));
    }
  }

  /** A key that had to wait, because its target was filled later, gets its value now. */
  private void referLater(Table table) {
    int at = tables.indexOf(table.name());
    FillOrder.foreignKeys(table)
        .filter(key -> at >= 0 && tables.indexOf(key.target()) > at)
        .forEach(key -> refer(table, key));
  }

  private void refer(Table table, ForeignKey key) {
    try {
      trials.write(
          "UPDATE %s SET (%s) = (SELECT %s FROM %s ORDER BY 1 LIMIT 1)"
              .formatted(
                  SqlNames.sql(table.name()),
                  SqlNames.list(key.columns()),
                  SqlNames.list(key.targetColumns()),
                  SqlNames.sql(key.target())));
    } catch (SQLException stayNull) {
      return; // The rows are there; only this key stays NULL.
    }
  }
}

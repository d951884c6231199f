package dev.pgmigrate.rows;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ServerErrorMessage;

/** Fills one table, in an open transaction. */
final class TableFill {
  /** Two rows with a value in each column, and one with NULLs where they are possible. */
  static final int ROWS = 3;

  private static final int ATTEMPTS = 150;

  private final Trials trials;
  private final Table table;
  private final TableRules rules;
  private final List<Component> components;
  private @Nullable String firstRefusal;

  private TableFill(Trials trials, Table table, TableRules rules, List<Component> components) {
    this.trials = trials;
    this.table = table;
    this.rules = rules;
    this.components = components;
  }

  /**
   * Inserts rows.
   *
   * @param filled the tables that have rows
   * @param coming the tables that are filled after it
   * @param promised the keys that rows of tables filled before refer to already, by column
   * @throws UnfillableException when PostgreSQL takes none
   */
  static void fill(
      Trials trials,
      Schema schema,
      Table table,
      Set<QualifiedName> filled,
      Set<QualifiedName> coming,
      Map<ObjectId, List<String>> promised)
      throws SQLException, UnfillableException {
    TableRules rules = new TableRules(schema, table);
    List<ForeignKey> early = new ArrayList<>();
    for (ForeignKey key : rules.foreignKeys()) {
      boolean possible =
          key.target().equals(table.name())
              || filled.contains(key.target())
              || FillOrder.mayBeNull(table, key);
      if (!possible && FillOrder.isDeferrable(key) && coming.contains(key.target())) {
        early.add(key);
        QualifiedName name = new QualifiedName(table.name().namespace(), key.name());
        trials.write("SET CONSTRAINTS " + SqlNames.sql(name) + " DEFERRED");
      } else if (!possible) {
        throw new UnfillableException(
            "its foreign key "
                + key.name()
                + " needs a row of "
                + key.target()
                + ", which has none");
      }
    }
    List<Condition> conditions = rules.conditions(trials, early);
    ColumnValues source =
        new ColumnValues(trials, schema, table, rules.foreignKeys(), conditions, early, promised);
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Column column : FillOrder.writable(table)) {
      List<String> of = source.of(column);
      if (of.isEmpty()) {
        throw new UnfillableException(
            "no value of type " + column.type() + " is known for its column " + column.name());
      }
      values.put(column.name(), of);
    }
    List<Component> components = Component.of(trials, table, values, rules.generated(), conditions);
    new TableFill(trials, table, rules, components).rows();
  }

  private void rows() throws UnfillableException {
    int inserted = 0;
    for (int row = 0; row < ROWS; row++) {
      inserted += row(row == ROWS - 1) ? 1 : 0;
    }
    if (inserted == 0) {
      throw new UnfillableException(Objects.requireNonNullElse(firstRefusal, "it takes no row"));
    }
  }

  /** Tries combinations until PostgreSQL takes one. */
  private boolean row(boolean sparse) {
    List<List<Map<String, String>>> choices =
        components.stream().map(component -> component.choices(sparse)).toList();
    int[] at = new int[components.size()];
    for (int tries = 0; tries < ATTEMPTS / ROWS; tries++) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < at.length; i++) {
        row.putAll(choices.get(i).get(at[i]));
      }
      List<String> guilty = insert(row);
      if (guilty == null) {
        components.forEach(component -> component.use(row));
        return true;
      }
      if (!advance(at, choices, guilty)) {
        return false;
      }
    }
    return false;
  }

  /** The columns that PostgreSQL complains of, none when it does not name any; null: it is in. */
  private @Nullable List<String> insert(Map<String, String> row) {
    String into = "INSERT INTO " + SqlNames.sql(table.name());
    try {
      int written =
          trials.write(
              row.isEmpty()
                  ? into + " DEFAULT VALUES"
                  : "%s (%s) OVERRIDING SYSTEM VALUE VALUES (%s)"
                      .formatted(
                          into, SqlNames.list(row.keySet()), String.join(", ", row.values())));
      if (written > 0) {
        return null;
      }
      refused("a trigger or a rule lets no row in");
      return List.of();
    } catch (SQLException e) {
      refused(Trials.sentence(e));
      ServerErrorMessage server = Trials.server(e);
      if (server == null) {
        return List.of();
      }
      String constraint = server.getConstraint();
      String column = server.getColumn();
      return constraint != null
          ? rules.columnsOf(constraint)
          : column != null ? List.of(column) : List.of();
    }
  }

  private void refused(String why) {
    firstRefusal = firstRefusal == null ? why : firstRefusal;
  }

  /**
   * The next combination: the next choice of the first guilty component, like the wheels of a
   * counter; where nobody is guilty each takes its next one.
   */
  private boolean advance(
      int[] at, List<List<Map<String, String>>> choices, Collection<String> guilty) {
    List<Integer> wheels = new ArrayList<>();
    for (int i = 0; i < at.length; i++) {
      if (components.get(i).columns().stream().anyMatch(guilty::contains)) {
        wheels.add(i);
      }
    }
    if (wheels.isEmpty()) {
      boolean moved = false;
      for (int i = 0; i < at.length; i++) {
        moved |= choices.get(i).size() > 1;
        at[i] = (at[i] + 1) % choices.get(i).size();
      }
      return moved;
    }
    for (int wheel : wheels) {
      at[wheel]++;
      if (at[wheel] < choices.get(wheel).size()) {
        return true;
      }
      at[wheel] = 0;
    }
    return false;
  }
}

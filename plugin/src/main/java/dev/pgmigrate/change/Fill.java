package dev.pgmigrate.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the rows of a range get where they have nothing.
 *
 * @param table as SQL names it
 * @param range the condition that the rows meet; empty where all do
 */
record Fill(String table, List<Value> values, String range) {
  /**
   * What one column gets.
   *
   * @param column as SQL names it
   * @param value SQL, or DEFAULT
   * @param text the same as an expression
   */
  record Value(String column, String value, String text) {
    private String alone() {
      return column + " = " + value;
    }

    private String orKept() {
      return column + " = COALESCE(" + column + ", " + text + ")";
    }

    private String lacks() {
      return column + " IS NULL";
    }
  }

  Fill {
    values = List.copyOf(values);
  }

  /** Both at once; empty where they are about other rows. */
  Optional<Fill> with(Fill other) {
    if (!table.equals(other.table) || !range.equals(other.range)) {
      return Optional.empty();
    }
    List<Value> both = new ArrayList<>(values);
    both.addAll(other.values);
    return Optional.of(new Fill(table, both, range));
  }

  /** The UPDATE. A row keeps the values that it has. */
  String sql() {
    boolean one = values.size() == 1;
    String set =
        values.stream()
            .map(one ? Value::alone : Value::orKept)
            .collect(Collectors.joining(",\n  "));
    String lacking = values.stream().map(Value::lacks).collect(Collectors.joining(" OR "));
    return "UPDATE "
        + table
        + "\nSET "
        + set
        + "\nWHERE "
        + (range.isEmpty() ? "" : range + " AND ")
        + (one ? lacking : "(" + lacking + ")");
  }
}

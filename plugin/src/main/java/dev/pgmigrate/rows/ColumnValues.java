package dev.pgmigrate.rows;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.Literal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which values a column of a table might have, as SQL expressions that PostgreSQL accepts. */
final class ColumnValues {
  static final String NULL = "NULL";

  private static final int DRAWN = 4;
  private static final int TARGETS = 8;

  private final Trials trials;
  private final Schema schema;
  private final Table table;
  private final List<ForeignKey> foreignKeys;
  private final List<Condition> conditions;
  private final List<ForeignKey> early;
  private final Map<ObjectId, List<String>> promised;
  private final TypeValues types;
  private final Map<String, List<String>> found = new HashMap<>();

  ColumnValues(
      Trials trials,
      Schema schema,
      Table table,
      List<ForeignKey> foreignKeys,
      List<Condition> conditions,
      List<ForeignKey> early,
      Map<ObjectId, List<String>> promised) {
    this.trials = trials;
    this.schema = schema;
    this.table = table;
    this.foreignKeys = foreignKeys;
    this.conditions = conditions;
    this.early = early;
    this.promised = promised;
    this.types = new TypeValues(schema);
  }

  /** The likeliest first; NULL, where it is possible, last. */
  List<String> of(Column column) throws SQLException {
    Set<String> values = new LinkedHashSet<>(accepted(candidates(column), column.type()));
    if (!column.notNull()) {
      values.addAll(accepted(List.of(NULL), column.type()));
    }
    return List.copyOf(values);
  }

  /** Numbers of a sequence are drawn once: a column that refers to its own table shares them. */
  private List<String> candidates(Column column) throws SQLException {
    List<String> known = found.get(column.name());
    if (known == null) {
      known = find(column);
      found.put(column.name(), known);
    }
    return known;
  }

  private List<String> find(Column column) throws SQLException {
    List<String> wanted = promised.get(table.columnId(column.name()));
    if (wanted != null) {
      return wanted;
    }
    for (ForeignKey key : foreignKeys) {
      int at = key.columns().indexOf(column.name());
      if (at >= 0) {
        String target = key.targetColumns().get(at);
        if (early.contains(key)) {
          return promise(key.target(), target);
        }
        if (!key.target().equals(table.name())) {
          return stored(key.target(), target, column.type());
        }
        Optional<Column> own = table.column(target);
        if (own.isPresent() && !target.equals(column.name())) {
          return candidates(own.get());
        }
      }
    }
    Expression standard = column.defaultValue();
    List<String> drawn = drawn(column, standard);
    if (!drawn.isEmpty()) {
      return drawn;
    }
    List<String> candidates = new ArrayList<>(suggested(column));
    candidates.addAll(types.of(column.type()));
    if (standard != null) {
      candidates.add(TypeValues.cast("(" + standard.canonical() + ")", column.type()));
    }
    return candidates;
  }

  /** Values that the target's rows will have to have. */
  private List<String> promise(QualifiedName name, String column) throws SQLException {
    Table target = schema.table(name).orElseThrow();
    ColumnValues values =
        new ColumnValues(trials, schema, target, List.of(), List.of(), List.of(), promised);
    List<String> promise = values.candidates(target.column(column).orElseThrow());
    promised.put(target.columnId(column), promise);
    return promise;
  }

  private List<String> stored(QualifiedName target, String column, DataType type)
      throws SQLException {
    String name = Identifier.quote(column);
    return trials
        .texts(
            "SELECT DISTINCT CAST(%1$s AS text) FROM %2$s WHERE %1$s IS NOT NULL ORDER BY 1 LIMIT %3$d"
                .formatted(name, SqlNames.sql(target), TARGETS))
        .stream()
        .map(text -> TypeValues.read(text, type))
        .toList();
  }

  /** The next numbers of the column's sequence, so that later rows go on behind them. */
  private List<String> drawn(Column column, @Nullable Expression standard) throws SQLException {
    String next;
    if (column.identity() != null) {
      next =
          "nextval(pg_get_serial_sequence(%s, %s))"
              .formatted(Literal.quote(SqlNames.sql(table.name())), Literal.quote(column.name()));
    } else if (standard != null && standard.canonical().contains("nextval(")) {
      next = standard.canonical();
    } else {
      return List.of();
    }
    try {
      return trials
          .texts("SELECT CAST(" + next + " AS text) FROM generate_series(1, " + DRAWN + ")")
          .stream()
          .map(text -> TypeValues.read(text, column.type()))
          .toList();
    } catch (SQLException exhausted) {
      return List.of();
    }
  }

  /** What the conditions on the column, and those of its domains, suggest. */
  private List<String> suggested(Column column) {
    List<String> expressions = new ArrayList<>();
    DataType type = column.type();
    for (Domain domain : domains(type)) {
      domain.checks().forEach(check -> expressions.add(check.expression().canonical()));
    }
    // A column that is compared to another one may need the constants of that one.
    List<String> related =
        conditions.stream()
            .map(Condition::columns)
            .filter(columns -> columns.contains(column.name()))
            .flatMap(List::stream)
            .toList();
    conditions.stream()
        .filter(condition -> condition.columns().stream().anyMatch(related::contains))
        .forEach(condition -> expressions.add(condition.sql()));
    List<String> values = new ArrayList<>();
    for (String hint : Hints.of(expressions)) {
      values.add(TypeValues.read(hint, type));
      if (type.text().endsWith("[]")) {
        String element = type.text().substring(0, type.text().length() - 2);
        values.add("CAST(ARRAY[" + Literal.quote(hint) + "]::" + element + "[] AS " + type + ")");
        if (hint.matches("[1-9]|1[0-9]")) {
          values.add(
              "CAST(array_fill(%s, ARRAY[%s]) AS %s)"
                  .formatted(
                      TypeValues.read("1", new DataType(element, type.userDefined())),
                      hint,
                      type.text()));
        }
      } else if (type.text().startsWith("date") || type.text().startsWith("timestamp")) {
        for (String step :
            List.of("+ interval '1 day'", "- interval '1 day'", "- interval '1 week'")) {
          values.add("CAST(%s %s AS %s)".formatted(TypeValues.read(hint, type), step, type));
        }
      }
    }
    return values;
  }

  private List<Domain> domains(DataType type) {
    List<Domain> domains = new ArrayList<>();
    QualifiedName name = type.userDefined();
    while (name != null) {
      Domain next = schema.domain(name).orElse(null);
      if (next == null) {
        break;
      }
      domains.add(next);
      name = next.type().userDefined();
    }
    return domains;
  }

  /** Those that PostgreSQL reads as values of the type. */
  private List<String> accepted(List<String> values, DataType type) throws SQLException {
    if (values.isEmpty()) {
      return values;
    }
    try {
      StringBuilder query = new StringBuilder("SELECT ");
      for (String value : values) {
        query.append(query.length() > 7 ? ", " : "").append(TypeValues.cast(value, type));
      }
      trials.query(query.toString());
      return values;
    } catch (SQLException e) {
      if (values.size() == 1) {
        return List.of();
      }
      int half = values.size() / 2;
      List<String> accepted = new ArrayList<>(accepted(values.subList(0, half), type));
      accepted.addAll(accepted(values.subList(half, values.size()), type));
      return accepted;
    }
  }
}

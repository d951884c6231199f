package dev.pgmigrate.change;

import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Exclusion;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.KeyConstraint;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the rows of a table may have against a new constraint, and how to find them. */
final class ConstraintWarnings {
  private ConstraintWarnings() {}

  static List<Warning> of(Table table, Constraint constraint) {
    ObjectId id = table.constraintId(constraint);
    String name = SqlText.name(table.name());
    if (constraint instanceof KeyConstraint key) {
      return List.of(
          key.withoutOverlaps()
              ? overlapping(id, table, key.columns())
              : unique(id, table, key.columns(), key.nullsNotDistinct()));
    }
    if (constraint instanceof Exclusion exclusion) {
      return List.of(excluding(id, table, exclusion));
    }
    if (constraint instanceof Check check && check.validated()) {
      return List.of(
          WarningKind.NEW_CHECK.on(
              id,
              "fails if a row of " + name + " does not meet the check",
              Offenders.where(
                  table.name(),
                  "NOT " + SqlText.parenthesised(check.expression()),
                  "do not meet the check")));
    }
    return constraint instanceof ForeignKey key ? foreignKey(id, table, key) : List.of();
  }

  /**
   * @param nullsEqual whether rows without a value are equal to each other
   */
  static Warning unique(ObjectId id, Table table, List<String> columns, boolean nullsEqual) {
    String valued =
        columns.stream()
            .filter(name -> !nullsEqual && table.column(name).stream().anyMatch(c -> !c.isFilled()))
            .map(name -> SqlText.name(name) + " IS NOT NULL")
            .collect(Collectors.joining(" AND "));
    return WarningKind.NEW_UNIQUE.on(
        id,
        "fails if two rows of " + SqlText.name(table.name()) + " have the same " + listed(columns),
        Offenders.alike(
            table.name(), columns, valued, "have the same " + listed(columns) + " as others"));
  }

  /** Rows that do not meet its predicate are not in the index. */
  static Warning unique(ObjectId id, Table table, Index index) {
    if (index.expressions().isEmpty()) {
      return unique(id, table, index.columns(), index.nullsNotDistinct());
    }
    List<String> keys = index.keys().stream().map(ConstraintWarnings::key).toList();
    List<String> conditions = new ArrayList<>();
    if (!index.nullsNotDistinct()) {
      index.keys().stream()
          .filter(key -> key.column() == null || !isFilled(table, key.column()))
          .forEach(key -> conditions.add(key(key) + " IS NOT NULL"));
    }
    Expression predicate = index.predicate();
    if (predicate != null) {
      conditions.add(0, conditions.isEmpty() ? predicate.text() : SqlText.parenthesised(predicate));
    }
    String list = String.join(", ", keys);
    return WarningKind.NEW_UNIQUE.on(
        id,
        "fails if two rows of "
            + SqlText.name(table.name())
            + (index.predicate() == null ? "" : " in the index")
            + " have the same "
            + and(keys),
        Offenders.grouped(
            table.name(),
            list,
            String.join(" AND ", conditions),
            " HAVING count(*) > 1",
            "have the same " + and(keys) + " as others"));
  }

  private static boolean isFilled(Table table, String name) {
    return table.column(name).stream().anyMatch(Column::isFilled);
  }

  private static String key(IndexKey key) {
    Expression expression = key.expression();
    if (expression == null) {
      return SqlText.name(Objects.requireNonNull(key.column()));
    }
    return SqlText.isCall(expression) ? expression.text() : SqlText.parenthesised(expression);
  }

  /** Of a key WITHOUT OVERLAPS: an empty range overlaps nothing, and is refused as well. */
  private static Warning overlapping(ObjectId id, Table table, List<String> columns) {
    int last = columns.size() - 1;
    String name = SqlText.name(table.name());
    String range = SqlText.name(columns.get(last));
    List<String> same = new ArrayList<>(List.of("o.ctid <> t.ctid"));
    columns.subList(0, last).stream()
        .map(SqlText::name)
        .forEach(column -> same.add("o." + column + " = t." + column));
    same.add("o." + range + " && t." + range);
    return WarningKind.NEW_UNIQUE.on(
        id,
        "fails if a range in "
            + name
            + "."
            + range
            + " is empty, or if two overlap"
            + (last == 0 ? "" : " in rows with the same " + listed(columns.subList(0, last))),
        new Offenders(
            table.name(),
            "SELECT count(*) FROM "
                + name
                + " t WHERE isempty(t."
                + range
                + ") OR EXISTS (SELECT FROM "
                + name
                + " o WHERE "
                + String.join(" AND ", same)
                + ")",
            false,
            "have an empty range, or one that overlaps another"));
  }

  /** Two rows whose keys all meet their operators; one without a value in a key excludes none. */
  private static Warning excluding(ObjectId id, Table table, Exclusion exclusion) {
    String name = SqlText.name(table.name());
    Expression predicate = exclusion.predicate();
    List<String> keys = new ArrayList<>(List.of("tableoid AS part", "ctid AS place"));
    List<String> pairs = new ArrayList<>(List.of("(o.part, o.place) <> (t.part, t.place)"));
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < exclusion.keys().size(); i++) {
      String operator = exclusion.operators().get(i);
      String key = key(exclusion.keys().get(i));
      keys.add(key + " AS key_" + (i + 1));
      pairs.add(
          "o.key_%1$d %2$s t.key_%1$d"
              .formatted(i + 1, operator.contains(".") ? "OPERATOR(" + operator + ")" : operator));
      shown.add(key + " WITH " + operator);
    }
    return WarningKind.NEW_UNIQUE.on(
        id,
        "fails if two rows of " + name + " exclude each other: " + String.join(", ", shown),
        new Offenders(
            table.name(),
            "WITH candidate AS (SELECT "
                + String.join(", ", keys)
                + " FROM "
                + name
                + (predicate == null ? "" : " WHERE " + predicate.text())
                + ") SELECT count(*) FROM candidate t WHERE EXISTS (SELECT FROM candidate o WHERE "
                + String.join(" AND ", pairs)
                + ")",
            false,
            "exclude each other"));
  }

  private static String listed(List<String> columns) {
    return and(columns.stream().map(SqlText::name).toList());
  }

  /** As in a sentence: {@code a, b and c}. */
  static String and(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }

  private static List<Warning> foreignKey(ObjectId id, Table table, ForeignKey key) {
    List<Warning> warnings = new ArrayList<>();
    String name = SqlText.name(table.name());
    if (!key.enforced()) {
      return warnings;
    }
    if (key.validated()) {
      List<String> conditions = new ArrayList<>();
      List<String> pairs = new ArrayList<>();
      int last = key.columns().size() - 1;
      for (int i = 0; i <= last; i++) {
        String column = "c." + SqlText.name(key.columns().get(i));
        conditions.add(column + " IS NOT NULL");
        if (!key.period() || i < last) {
          pairs.add("p." + SqlText.name(key.targetColumns().get(i)) + " = " + column);
        }
      }
      warnings.add(
          WarningKind.NEW_FOREIGN_KEY.on(
              id,
              "fails if a row of " + name + " refers to no row of " + SqlText.name(key.target()),
              new Offenders(
                  table.name(),
                  "SELECT count(*) FROM "
                      + name
                      + " c WHERE "
                      + String.join(" AND ", conditions)
                      + " AND "
                      + (key.period()
                          ? "(c." + SqlText.name(key.columns().get(last)) + " <@ "
                          : "NOT EXISTS ")
                      + "(SELECT "
                      + (key.period()
                          ? "range_agg(p." + SqlText.name(key.targetColumns().get(last)) + ") "
                          : "")
                      + "FROM "
                      + SqlText.name(key.target())
                      + " p WHERE "
                      + String.join(" AND ", pairs)
                      + ")"
                      + (key.period() ? ") IS NOT TRUE" : ""),
                  false,
                  "refer to no row of " + SqlText.name(key.target()))));
    }
    if (!indexed(table, key.columns())) {
      warnings.add(
          WarningKind.FOREIGN_KEY_WITHOUT_INDEX.on(
              id,
              "no index of "
                  + name
                  + " begins with "
                  + SqlText.list(key.columns())
                  + "; each DELETE from "
                  + SqlText.name(key.target())
                  + " reads all of "
                  + name));
    }
    return warnings;
  }

  private static boolean indexed(Table table, List<String> columns) {
    Stream<List<String>> constraints =
        table.constraints(KeyConstraint.class).stream().map(Constraint::columns);
    Stream<List<String>> indexes =
        table.indexes().stream()
            .filter(index -> index.predicate() == null)
            .map(
                index ->
                    index.keys().stream()
                        .map(key -> Objects.requireNonNullElse(key.column(), ""))
                        .toList());
    return Stream.concat(constraints, indexes)
        .filter(keys -> keys.size() >= columns.size())
        .anyMatch(keys -> Set.copyOf(keys.subList(0, columns.size())).equals(Set.copyOf(columns)));
  }
}

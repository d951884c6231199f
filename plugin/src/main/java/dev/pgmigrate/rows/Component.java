package dev.pgmigrate.rows;

import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Identifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Columns of a table that conditions tie together, and the combinations of their values that
 * satisfy these. PostgreSQL finds them: it joins the candidates of all columns under all
 * conditions.
 */
final class Component {
  private static final int COMBINATIONS = 20_000;
  private static final int KEPT = 200;
  private static final String NUMBER = "\"migrate number\"";

  private final List<String> columns;
  private final List<List<String>> solutions;
  private final List<Set<String>> used = new ArrayList<>();

  private Component(List<String> columns, List<List<String>> solutions) {
    this.columns = columns;
    this.solutions = solutions;
    columns.forEach(column -> used.add(new HashSet<>()));
  }

  /**
   * The components of a table.
   *
   * @param values the candidates of each column that may be written
   * @param generated what computed columns are computed from
   */
  static List<Component> of(
      Trials trials,
      Table table,
      Map<String, List<String>> values,
      Map<String, String> generated,
      List<Condition> conditions)
      throws SQLException {
    Map<String, Set<String>> tied = new LinkedHashMap<>();
    values.keySet().forEach(column -> tied.put(column, new LinkedHashSet<>(Set.of(column))));
    for (Condition condition : conditions) {
      Set<String> all = new LinkedHashSet<>();
      for (String column : sources(condition.columns(), table, generated)) {
        all.addAll(tied.getOrDefault(column, Set.of()));
      }
      all.forEach(column -> tied.put(column, all));
    }
    List<Component> components = new ArrayList<>();
    for (Set<String> group : new LinkedHashSet<>(tied.values())) {
      List<Condition> own =
          conditions.stream()
              .filter(
                  condition ->
                      sources(condition.columns(), table, generated).stream()
                          .anyMatch(group::contains))
              .toList();
      components.addAll(of(trials, List.copyOf(group), values, generated, own));
    }
    return components;
  }

  private static List<Component> of(
      Trials trials,
      List<String> columns,
      Map<String, List<String>> values,
      Map<String, String> generated,
      List<Condition> conditions)
      throws SQLException {
    if (columns.size() > 1 || !conditions.isEmpty()) {
      List<List<String>> found = solve(trials, columns, values, generated, conditions);
      if (!found.isEmpty()) {
        return List.of(new Component(columns, found));
      }
    }
    // Without a solution the INSERT says, in PostgreSQL's words, what is wrong.
    return columns.stream()
        .map(
            column ->
                new Component(
                    List.of(column),
                    Objects.requireNonNull(values.get(column)).stream().map(List::of).toList()))
        .toList();
  }

  /** The columns that are written, those behind computed ones among them. */
  private static List<String> sources(
      List<String> columns, Table table, Map<String, String> generated) {
    List<String> all = table.columns().stream().map(column -> column.name()).toList();
    return columns.stream()
        .flatMap(
            column ->
                generated.containsKey(column)
                    ? SqlNames.mentioned(Objects.requireNonNull(generated.get(column)), all)
                        .stream()
                    : Stream.of(column))
        .distinct()
        .toList();
  }

  private static List<List<String>> solve(
      Trials trials,
      List<String> columns,
      Map<String, List<String>> values,
      Map<String, String> generated,
      List<Condition> conditions)
      throws SQLException {
    int each = Math.max(3, (int) Math.pow(COMBINATIONS, 1.0 / columns.size()));
    List<List<String>> candidates =
        columns.stream().map(c -> first(Objects.requireNonNull(values.get(c)), each)).toList();
    if (candidates.stream().anyMatch(List::isEmpty)) {
      return List.of();
    }
    try {
      return trials.query(query(columns, candidates, generated, conditions)).stream()
          .map(
              numbers ->
                  IntStream.range(0, columns.size())
                      .mapToObj(
                          i ->
                              candidates
                                  .get(i)
                                  .get(Integer.parseInt(Objects.requireNonNull(numbers.get(i)))))
                      .toList())
          .toList();
    } catch (SQLException notAnswered) {
      return List.of();
    }
  }

  private static List<String> first(List<String> values, int most) {
    if (values.size() <= most) {
      return values;
    }
    List<String> first = new ArrayList<>(values.subList(0, most));
    first.set(most - 1, values.get(values.size() - 1)); // That is NULL, where NULL is possible.
    return first;
  }

  private static String query(
      List<String> columns,
      List<List<String>> candidates,
      Map<String, String> generated,
      List<Condition> conditions) {
    List<String> from = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      List<String> rows = new ArrayList<>();
      for (String value : candidates.get(i)) {
        rows.add("(" + rows.size() + ", " + value + ")");
      }
      numbers.add("c" + i + "." + NUMBER);
      from.add(
          "(VALUES %s) AS c%d (%s, %s)"
              .formatted(String.join(", ", rows), i, NUMBER, Identifier.quote(columns.get(i))));
    }
    generated.forEach(
        (column, expression) -> {
          if (conditions.stream().anyMatch(condition -> condition.columns().contains(column))) {
            from.add(
                "LATERAL (SELECT "
                    + expression
                    + " AS "
                    + Identifier.quote(column)
                    + ") g_"
                    + from.size());
          }
        });
    String sum = String.join(" + ", numbers);
    return "SELECT %s FROM %s%s ORDER BY greatest(%s), %s, %s LIMIT %d"
        .formatted(
            String.join(", ", numbers),
            String.join(" CROSS JOIN ", from),
            conditions.isEmpty()
                ? ""
                : conditions.stream()
                    .map(condition -> "(" + condition.sql() + ") IS NOT FALSE")
                    .collect(Collectors.joining(" AND ", " WHERE ", "")),
            String.join(", ", numbers),
            sum,
            String.join(", ", numbers),
            KEPT);
  }

  List<String> columns() {
    return columns;
  }

  /**
   * The combinations in the order in which a row tries them: those first whose values no row has.
   *
   * @param sparse whether NULLs are wanted rather than values
   */
  List<Map<String, String>> choices(boolean sparse) {
    Map<List<String>, Integer> order = new HashMap<>();
    Comparator<List<String>> byNulls =
        Comparator.comparing(
            solution ->
                (sparse ? -1 : 1) * solution.stream().filter(ColumnValues.NULL::equals).count());
    return solutions.stream()
        .sorted(byNulls.thenComparing(solution -> order.computeIfAbsent(solution, this::repeats)))
        .map(this::named)
        .toList();
  }

  private int repeats(List<String> solution) {
    return (int)
        IntStream.range(0, columns.size())
            .filter(i -> used.get(i).contains(solution.get(i)))
            .count();
  }

  private Map<String, String> named(List<String> solution) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      named.put(columns.get(i), solution.get(i));
    }
    return named;
  }

  /** A row has these values now. */
  void use(Map<String, String> choice) {
    for (int i = 0; i < columns.size(); i++) {
      used.get(i).add(Objects.requireNonNull(choice.get(columns.get(i))));
    }
  }
}

package dev.pgmigrate.plan;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateIndex;
import dev.pgmigrate.change.CreateTable;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * ANALYZE behind what makes the planner guess until autovacuum comes by: a backfill, and an index
 * on an expression, of whose values there are no statistics before.
 */
public final class FreshStatistics {
  private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[^\\s\".(]+)";
  private static final Pattern FILLED =
      Pattern.compile("UPDATE\\s+(" + NAME + "(?:\\." + NAME + ")?)");
  private static final Pattern COPIED =
      Pattern.compile("INSERT INTO\\s+(" + NAME + "(?:\\." + NAME + ")?)");
  private static final Pattern INDEXED =
      Pattern.compile(
          "CREATE (?:UNIQUE )?INDEX .*? ON (?:ONLY )?(" + NAME + "(?:\\." + NAME + ")?)");

  private FreshStatistics() {}

  /** The plan of these changes with a step for each table that needs it. */
  public static Plan in(Plan plan, List<Change> changes) {
    if (plan.up().size() != plan.down().size()) {
      return plan;
    }
    Map<String, Integer> last = new LinkedHashMap<>();
    for (int i = 0; i < plan.up().size(); i++) {
      int place = i;
      tables(plan.up().get(i), changes).forEach(table -> last.put(table, place));
    }
    List<Step> up = new ArrayList<>();
    List<Step> down = new ArrayList<>();
    for (int i = 0; i < plan.up().size(); i++) {
      up.add(plan.up().get(i));
      down.add(0, plan.down().get(plan.down().size() - 1 - i));
      for (Map.Entry<String, Integer> table : last.entrySet()) {
        if (table.getValue() == i) {
          up.add(Step.transaction(List.of(Statement.of("ANALYZE " + table.getKey()))));
          down.add(0, Step.transaction(List.of()));
        }
      }
    }
    return new Plan(up, down, plan.irreversible(), plan.warnings());
  }

  /** The tables that a step fills, or puts an index of an expression on. */
  private static Set<String> tables(Step step, List<Change> changes) {
    Set<String> tables = new LinkedHashSet<>();
    for (Statement statement : step.statements()) {
      first(FILLED, statement.sql()).ifPresent(tables::add);
      if (step.kind() == Step.Kind.BATCH) {
        first(COPIED, statement.sql()).ifPresent(tables::add);
      }
    }
    tables.addAll(indexed(step, changes));
    return tables;
  }

  private static Set<String> indexed(Step step, List<Change> changes) {
    Set<ObjectId> created =
        changes.stream()
            .filter(CreateTable.class::isInstance)
            .map(Change::object)
            .collect(Collectors.toSet());
    return changes.stream()
        .filter(
            change ->
                change instanceof CreateIndex create
                    && create.index().keys().stream().anyMatch(key -> key.expression() != null)
                    && change.tableId().filter(created::contains).isEmpty())
        .flatMap(change -> change.up().stream())
        .flatMap(statement -> first(INDEXED, statement.sql()).stream())
        .filter(
            table ->
                step.statements().stream()
                    .anyMatch(
                        statement ->
                            first(INDEXED, statement.sql()).filter(table::equals).isPresent()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Optional<String> first(Pattern pattern, String sql) {
    Matcher matcher = pattern.matcher(sql);
    return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}

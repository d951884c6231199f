package dev.pgmigrate.random;

import dev.pgmigrate.random.Model.Field;
import dev.pgmigrate.random.Model.Reference;
import dev.pgmigrate.random.Model.Relation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows that satisfy a model's constraints. Row {@code i} of any table has the i-th value of each
 * column's type: so keys are unique, and a foreign key finds its row where the target has as many.
 */
final class Rows {
  static final int COUNT = 3;

  private final Model model;
  private final Map<Relation, Set<Integer>> numbers = new HashMap<>();

  private Rows(Model model) {
    this.model = model;
  }

  /** Statements that fill the tables. Needs a superuser: foreign keys are not checked meanwhile. */
  static String of(Model model) {
    return new Rows(model).sql();
  }

  private String sql() {
    model.tables.forEach(t -> numbers.put(t, taken(t)));
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Relation table : model.tables) {
        for (Reference reference : table.references) {
          changed |= numbers.get(table).retainAll(numbers.get(reference.target));
        }
      }
    }
    return "SET session_replication_role = replica;\n"
        + model.tables.stream()
            .flatMap(t -> numbers.get(t).stream().map(i -> insert(t, i)))
            .collect(Collectors.joining())
        + "RESET session_replication_role;\n";
  }

  /** The rows for which there is a partition. */
  private static Set<Integer> taken(Relation table) {
    Set<Integer> bounds = table.parts.stream().map(p -> p.bound).collect(Collectors.toSet());
    Set<Integer> all = IntStream.rangeClosed(1, COUNT).boxed().collect(Collectors.toSet());
    if (table.bound != null) {
      all.retainAll(Set.of(table.bound));
    }
    // A partition that has some partitions only takes some rows only.
    Set<Integer> partial =
        table.parts.stream()
            .filter(p -> p.parts.size() == 1)
            .map(p -> p.bound)
            .collect(Collectors.toSet());
    all.removeAll(partial);
    bounds.removeAll(partial);
    if (!table.partitioned() || (!"HASH".equals(table.partitioning) && bounds.contains(0))) {
      return all;
    }
    if ("HASH".equals(table.partitioning)) {
      return bounds.size() == 2 ? all : new HashSet<>();
    }
    all.retainAll(bounds);
    return all;
  }

  private String insert(Relation table, int i) {
    List<Field> fields = table.fields().stream().filter(f -> f.generated == null).toList();
    return fields.isEmpty()
        ? "INSERT INTO " + table.sql() + " DEFAULT VALUES;\n"
        : "INSERT INTO "
            + table.sql()
            + " "
            + Sql.list(fields)
            + " OVERRIDING SYSTEM VALUE VALUES "
            + fields.stream()
                .map(f -> i == COUNT && hole(table, f) ? "NULL" : f.type.value(i))
                .collect(Collectors.joining(", ", "(", ");\n"));
  }

  private boolean hole(Relation table, Field field) {
    return field.holed
        && !field.notNull
        && !field.serial
        && field.type.domains().stream().noneMatch(d -> d.notNull)
        && table.partitionKey != field
        && model.tables.stream()
            .noneMatch(
                t ->
                    t.own.stream()
                            .anyMatch(
                                f -> f.generated != null && f.generated.uses().containsKey(field))
                        || t.keys.stream().anyMatch(k -> k.fields.contains(field))
                        || t.references.stream().anyMatch(r -> r.fields.contains(field)));
  }
}

package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The partitions below partitioned tables. */
public final class Partitions {
  private Partitions() {}

  public static List<Table> of(Table parent, Schema schema) {
    return schema.below(parent.name()).stream()
        .filter(table -> table.partition() != null)
        .sorted(Comparator.comparing(Table::name))
        .toList();
  }

  /** Whether a plan leaves all partitions where they are, at every depth. */
  public static boolean stay(Table parent, Schema from, Schema to) {
    List<Table> before = of(parent, from);
    List<Table> after = of(parent, to);
    return names(before).equals(names(after))
        && after.stream().allMatch(table -> stay(table, from, to));
  }

  private static Set<QualifiedName> names(List<Table> tables) {
    return tables.stream().map(Table::name).collect(Collectors.toSet());
  }
}

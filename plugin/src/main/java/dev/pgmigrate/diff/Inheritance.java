package dev.pgmigrate.diff;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Partition;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Identifiers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which tables are under which, by partition or by plain inheritance, before and afterwards. */
public final class Inheritance {
  private final Map<QualifiedName, Table> before;
  private final Map<QualifiedName, Table> after;
  private final Set<QualifiedName> anew;
  private final Map<QualifiedName, Set<QualifiedName>> children = new HashMap<>();

  Inheritance(Schema from, Schema to) {
    before = byName(from);
    after = byName(to);
    anew = findAnew();
    for (Table table : to.tables()) {
      for (QualifiedName parent : lasting(table.name())) {
        children.computeIfAbsent(parent, p -> new TreeSet<>()).add(table.name());
      }
    }
  }

  private static Map<QualifiedName, Table> byName(Schema schema) {
    return schema.tables().stream().collect(Collectors.toMap(Table::name, Function.identity()));
  }

  /** The parents that a table has before and afterwards, and that are the same tables still. */
  List<QualifiedName> lasting(QualifiedName table) {
    Table old = before.get(table);
    Table now = after.get(table);
    if (old == null || now == null) {
      return List.of();
    }
    List<QualifiedName> lasting = new ArrayList<>(parents(old));
    lasting.retainAll(parents(now));
    lasting.removeAll(anew());
    if (!Objects.equals(old.partition(), now.partition())) {
      lasting.clear();
    }
    return lasting;
  }

  /** As {@link #lasting}, with both of their states. */
  List<Lists.Pair<Table>> lastingParents(QualifiedName table) {
    return pairs(lasting(table));
  }

  /** The tables that are dropped and created, for what cannot be altered. */
  Set<QualifiedName> anew() {
    return anew;
  }

  private Set<QualifiedName> findAnew() {
    return before.values().stream()
        .filter(
            old -> {
              Table now = after.get(old.name());
              return now != null && isAnew(old, now);
            })
        .map(Table::name)
        .collect(Collectors.toSet());
  }

  /** PostgreSQL alters neither how a table is partitioned nor the type of what it is by. */
  public static boolean isAnew(Table from, Table to) {
    String by = from.partitionBy();
    return !Objects.equals(by, to.partitionBy())
        || (by != null
            && from.columns().stream()
                .filter(
                    column -> Identifiers.mentions(by.substring(by.indexOf('(')), column.name()))
                .anyMatch(
                    column -> to.column(column.name()).filter(c -> !alike(c, column)).isPresent()));
  }

  private static boolean alike(Column one, Column other) {
    return one.type().equals(other.type()) && Objects.equals(one.collation(), other.collation());
  }

  /**
   * Whether a column of a table is, before or afterwards, one that a lasting parent has as well.
   */
  boolean handsDown(QualifiedName table, String column, boolean afterwards) {
    Map<QualifiedName, Table> side = afterwards ? after : before;
    return lasting(table).stream()
        .map(side::get)
        .anyMatch(parent -> parent != null && parent.column(column).isPresent());
  }

  /** The tables under a table before and afterwards, at any depth, with both of their states. */
  List<Lists.Pair<Table>> below(QualifiedName table) {
    Set<QualifiedName> all = new LinkedHashSet<>();
    collect(table, all);
    return pairs(all);
  }

  private List<Lists.Pair<Table>> pairs(Collection<QualifiedName> names) {
    List<Lists.Pair<Table>> pairs = new ArrayList<>();
    for (QualifiedName name : names) {
      Table old = before.get(name);
      Table now = after.get(name);
      if (old != null && now != null) {
        pairs.add(new Lists.Pair<>(old, now));
      }
    }
    return pairs;
  }

  private void collect(QualifiedName table, Set<QualifiedName> all) {
    for (QualifiedName child : children.getOrDefault(table, Set.of())) {
      if (all.add(child)) {
        collect(child, all);
      }
    }
  }

  /** What a table is a partition or a child of. */
  public static List<QualifiedName> parents(Table table) {
    Partition partition = table.partition();
    return partition == null ? table.inherits() : List.of(partition.parent());
  }
}

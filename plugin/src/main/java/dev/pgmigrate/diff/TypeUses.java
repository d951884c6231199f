package dev.pgmigrate.diff;

import dev.pgmigrate.change.TypeUse;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The columns that have a user-defined type before and after. */
final class TypeUses {
  /** A column that has the type. */
  record Use(QualifiedName table, String column) {}

  private final Set<Use> swapped = new HashSet<>();
  private final Schema from;
  private final Schema to;

  TypeUses(Schema from, Schema to) {
    this.from = from;
    this.to = to;
  }

  /** As {@link #of}, of a type that is swapped: the swap sees to the defaults of the columns. */
  List<TypeUse> swapped(QualifiedName type) {
    List<TypeUse> uses = of(type);
    uses.forEach(use -> swapped.add(new Use(use.table(), use.to().name())));
    return uses;
  }

  List<TypeUse> of(QualifiedName type) {
    List<TypeUse> uses = new ArrayList<>();
    for (Lists.Pair<Table> tables : Lists.diff(from.tables(), to.tables(), Table::name).common()) {
      Map<String, Column> before =
          tables.from().columns().stream()
              .collect(Collectors.toMap(Column::name, Function.identity()));
      for (Column column : tables.to().columns()) {
        Column old = before.get(column.name());
        if (old != null && column.local() && has(old, type) && has(column, type)) {
          uses.add(new TypeUse(tables.to().name(), old, column));
        }
      }
    }
    uses.sort(Comparator.comparing(TypeUse::table).thenComparing(use -> use.to().name()));
    return uses;
  }

  /** The columns of all types that are swapped. */
  Set<Use> swapped() {
    return swapped;
  }

  private static boolean has(Column column, QualifiedName type) {
    return type.equals(column.type().userDefined());
  }
}

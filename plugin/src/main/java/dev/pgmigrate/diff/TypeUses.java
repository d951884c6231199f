package dev.pgmigrate.diff;

import dev.pgmigrate.change.TypeUse;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    return both(column -> has(column, type));
  }

  private List<TypeUse> both(Predicate<Column> wanted) {
    List<TypeUse> uses = new ArrayList<>();
    for (Lists.Pair<Table> tables : Lists.diff(from.tables(), to.tables(), Table::name).common()) {
      Map<String, Column> before =
          tables.from().columns().stream()
              .collect(Collectors.toMap(Column::name, Function.identity()));
      for (Column column : tables.to().columns()) {
        Column old = before.get(column.name());
        if (old != null && column.local() && wanted.test(old) && wanted.test(column)) {
          uses.add(new TypeUse(tables.to().name(), old, column));
        }
      }
    }
    uses.sort(TypeUse.ORDER);
    return uses;
  }

  /** The columns that have one of these types. */
  List<TypeUse> of(Collection<ObjectId> types) {
    List<TypeUse> uses = new ArrayList<>();
    types.forEach(type -> uses.addAll(of(type.qualifiedName())));
    uses.sort(TypeUse.ORDER);
    return uses;
  }

  /** As {@link #swapped(QualifiedName)}, of types and collations that are swapped together. */
  List<TypeUse> swapped(Collection<ObjectId> types) {
    List<TypeUse> uses = new ArrayList<>();
    for (ObjectId type : types) {
      (type.kind() == ObjectKind.COLLATION
              ? collated(type.qualifiedName())
              : swapped(type.qualifiedName()))
          .stream().filter(use -> !uses.contains(use)).forEach(uses::add);
    }
    uses.sort(TypeUse.ORDER);
    return uses;
  }

  /** The columns that have a collation before and after. */
  List<TypeUse> collated(QualifiedName collation) {
    return both(column -> collation.equals(column.collation()));
  }

  /** Whether a domain is inside of an array or of another type that a column has. */
  boolean isInside(QualifiedName domain, Schema schema) {
    return Stream.of(
            schema.composites().stream().flatMap(c -> c.attributes().stream()).map(a -> a.type()),
            schema.tables().stream()
                .flatMap(t -> t.columns().stream())
                .map(Column::type)
                .filter(type -> type.text().endsWith("[]")))
        .flatMap(types -> types)
        .anyMatch(type -> domain.equals(type.userDefined()));
  }

  /** The columns of all types that are swapped. */
  Set<Use> swapped() {
    return swapped;
  }

  private static boolean has(Column column, QualifiedName type) {
    return type.equals(column.type().userDefined());
  }
}

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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns that have a user-defined type before and after. */
final class TypeUses {
  /** A column that has the type. */
  record Use(QualifiedName table, String column) {}

  private final Set<Use> swapped = new HashSet<>();

  /** The types of rows that are set aside. */
  private final Set<QualifiedName> aside = new HashSet<>();

  private final Map<QualifiedName, List<TypeUse>> byType = new HashMap<>();
  private final Map<QualifiedName, List<TypeUse>> byCollation = new HashMap<>();

  TypeUses(Schema from, Schema to) {
    for (Lists.Pair<Table> tables : Lists.diff(from.tables(), to.tables(), Table::name).common()) {
      if (Inheritance.isAnew(tables.from(), tables.to())) {
        // It is gone while its types change; its rows are aside.
        tables.from().columns().stream()
            .map(column -> column.type().userDefined())
            .filter(Objects::nonNull)
            .forEach(aside::add);
        continue;
      }
      for (Column column : tables.to().columns()) {
        boolean any = column.type().userDefined() != null || column.collation() != null;
        Column old = any ? tables.from().column(column.name()).orElse(null) : null;
        if (old != null && column.local()) {
          TypeUse use = new TypeUse(tables.to().name(), old, column);
          addTo(byType, use, c -> c.type().userDefined());
          addTo(byCollation, use, Column::collation);
        }
      }
    }
    byType.values().forEach(uses -> uses.sort(TypeUse.ORDER));
    byCollation.values().forEach(uses -> uses.sort(TypeUse.ORDER));
  }

  /** A use of what the column has before and afterwards. */
  private static void addTo(
      Map<QualifiedName, List<TypeUse>> uses,
      TypeUse use,
      Function<Column, @Nullable QualifiedName> has) {
    QualifiedName name = has.apply(use.to());
    if (name != null && name.equals(has.apply(use.from()))) {
      uses.computeIfAbsent(name, key -> new ArrayList<>()).add(use);
    }
  }

  /** As {@link #of}, of a type that is swapped: the swap sees to the defaults of the columns. */
  List<TypeUse> swapped(QualifiedName type) {
    List<TypeUse> uses = of(type);
    uses.forEach(use -> swapped.add(new Use(use.table(), use.to().name())));
    return uses;
  }

  List<TypeUse> of(QualifiedName type) {
    return byType.getOrDefault(type, List.of());
  }

  /** Whether values of a type are there before and afterwards. */
  boolean hasValues(QualifiedName type) {
    return aside.contains(type) || byType.containsKey(type);
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
    return byCollation.getOrDefault(collation, List.of());
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
}

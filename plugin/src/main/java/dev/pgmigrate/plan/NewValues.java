package dev.pgmigrate.plan;

import dev.pgmigrate.change.AddEnumValues;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.OneWay;
import dev.pgmigrate.change.Recreation;
import dev.pgmigrate.change.Rename;
import dev.pgmigrate.change.SetRowType;
import dev.pgmigrate.change.TypeUse;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.EnumType;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.UserTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * New values of enums, apart from all else: nothing can use a value before the transaction that
 * adds it has ended, not even a check, a default, an index or a view. On the way back the enum
 * loses them last, when everything else is as it was.
 *
 * @param first renames, and the values
 * @param rest all other changes
 * @param between the schema after the first
 */
record NewValues(List<Change> first, List<Change> rest, Schema between) {
  /** Empty where no value is added, or nothing but values. */
  static Optional<NewValues> in(List<Change> changes, Schema from) {
    List<AddEnumValues> values =
        changes.stream()
            .filter(AddEnumValues.class::isInstance)
            .map(AddEnumValues.class::cast)
            .toList();
    boolean alone =
        changes.stream()
            .allMatch(c -> c instanceof AddEnumValues || c instanceof OneWay || isRename(c));
    if (values.isEmpty() || alone) {
      return Optional.empty();
    }
    Map<QualifiedName, AddEnumValues> byName = new HashMap<>();
    values.forEach(one -> byName.putIfAbsent(one.from().name(), one));
    Schema between = from.withEnums(from.enums().stream().map(e -> extended(e, byName)).toList());
    List<Change> added = new ArrayList<>(changes);
    added.removeIf(change -> !isRename(change));
    UserTypes types = new UserTypes(from, between);
    Map<QualifiedName, List<TypeUse>> uses = uses(from);
    for (AddEnumValues one : values) {
      EnumType type = one.from();
      added.add(
          new AddEnumValues(type, extended(type, byName), uses.getOrDefault(type.name(), List.of()))
              .withWhatIsMadeOfIt(types, all -> uses(all, uses)));
    }
    added.addAll(typedTables(added, from));
    List<Change> first = Recreation.around(added, from, between);
    // What steps aside while the values are taken back does so there.
    Set<List<Object>> aside =
        first.stream()
            .filter(OneWay.class::isInstance)
            .map(change -> place((OneWay) change))
            .collect(Collectors.toSet());
    List<Change> rest = new ArrayList<>(changes);
    rest.removeIf(
        change ->
            change instanceof AddEnumValues
                || isRename(change)
                || (change instanceof OneWay one && aside.contains(place(one))));
    return Optional.of(new NewValues(first, rest, between));
  }

  /** Those that have no type while it is made again without the values. */
  private static List<Change> typedTables(List<Change> added, Schema from) {
    Set<ObjectId> types =
        added.stream()
            .flatMap(
                change ->
                    change instanceof AddEnumValues one && one.whole() != null
                        ? one.whole().types().stream()
                        : Stream.of())
            .collect(Collectors.toSet());
    List<Change> ties = new ArrayList<>();
    for (Table table : from.tables()) {
      SetRowType.of(table, from)
          .filter(types::contains)
          .ifPresent(type -> ties.addAll(SetRowType.onDowngrade(table, table, type, type)));
    }
    return ties;
  }

  /** What steps aside, and when. */
  private static List<Object> place(OneWay one) {
    return one.change() instanceof SetRowType row
        ? List.of(row, one.active())
        : List.of(one.object());
  }

  private static boolean isRename(Change change) {
    return change instanceof Rename;
  }

  /** The enum with its new values; comment and privileges are changes of their own. */
  private static EnumType extended(EnumType type, Map<QualifiedName, AddEnumValues> values) {
    AddEnumValues added = values.get(type.name());
    return added == null
        ? type
        : new EnumType(type.name(), added.to().values(), type.comment(), type.access());
  }

  /** The columns that have a type before anything else changes. */
  private static Map<QualifiedName, List<TypeUse>> uses(Schema schema) {
    Map<QualifiedName, List<TypeUse>> uses = new HashMap<>();
    for (Table table : schema.tables()) {
      for (Column column : table.columns()) {
        QualifiedName type = column.type().userDefined();
        if (type != null && column.local()) {
          uses.computeIfAbsent(type, key -> new ArrayList<>())
              .add(new TypeUse(table.name(), column, column));
        }
      }
    }
    uses.values().forEach(those -> those.sort(TypeUse.ORDER));
    return uses;
  }

  private static List<TypeUse> uses(
      Collection<ObjectId> types, Map<QualifiedName, List<TypeUse>> uses) {
    return types.stream()
        .map(ObjectId::qualifiedName)
        .distinct()
        .flatMap(type -> uses.getOrDefault(type, List.of()).stream())
        .sorted(TypeUse.ORDER)
        .toList();
  }
}

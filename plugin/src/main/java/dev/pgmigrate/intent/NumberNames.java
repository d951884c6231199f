package dev.pgmigrate.intent;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.ObjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * Which sequences an application draws the values of a column from: what its entities say; where
 * none say anything, the sequence that has the name that Hibernate gives.
 */
public final class NumberNames {
  private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint", "numeric");

  private final Map<ObjectId, Sequence> sequences = new HashMap<>();
  private final Map<ObjectId, ? extends Set<ObjectId>> known;
  private final Set<QualifiedName> told;
  private final Map<QualifiedName, List<String>> entities = new HashMap<>();

  /**
   * Of one schema.
   *
   * @param known column to sequences
   * @param told the tables of which all is known
   * @param entities entity class to its tables
   */
  public NumberNames(
      Schema schema,
      Map<ObjectId, ? extends Set<ObjectId>> known,
      Set<QualifiedName> told,
      SortedMap<String, SortedSet<QualifiedName>> entities) {
    schema.sequences().forEach(sequence -> sequences.put(sequence.id(), sequence));
    this.known = known;
    this.told = Set.copyOf(told);
    entities.forEach(
        (name, tables) ->
            tables.forEach(
                table ->
                    this.entities
                        .computeIfAbsent(table, absent -> new ArrayList<>())
                        .add(simple(name).toLowerCase(Locale.ROOT))));
  }

  /** The name of a class without its package, and without the class that it is in. */
  private static String simple(String name) {
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
  }

  List<Sequence> of(Table table, Column column) {
    if (sequences.isEmpty() || column.identity() != null) {
      return List.of();
    }
    ObjectId id = table.columnId(column.name());
    if (told.contains(table.name()) || known.containsKey(id)) {
      return Stream.ofNullable(known.get(id))
          .flatMap(Set::stream)
          .map(sequences::get)
          .filter(Objects::nonNull)
          .toList();
    }
    boolean key =
        table.primaryKey().filter(k -> k.columns().equals(List.of(column.name()))).isPresent();
    boolean free = column.defaultValue() == null && column.generated() == null;
    return key && free && INTEGERS.contains(column.type().text().replaceFirst("\\(.*", ""))
        ? byName(table, column)
        : List.of();
  }

  private List<Sequence> byName(Table table, Column column) {
    String name = table.name().name();
    return Stream.concat(
            Stream.of(name + "_seq", ObjectName.of(name, column.name(), "seq")),
            Stream.concat(
                entities.getOrDefault(table.name(), List.of()).stream().map(e -> e + "_seq"),
                Stream.of("hibernate_sequence")))
        .map(each -> new QualifiedName(table.name().namespace(), each))
        .map(each -> sequences.get(ObjectId.of(ObjectKind.SEQUENCE, each)))
        .filter(Objects::nonNull)
        .limit(1)
        .toList();
  }
}

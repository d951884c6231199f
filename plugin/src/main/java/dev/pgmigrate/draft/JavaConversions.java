package dev.pgmigrate.draft;

import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.ddl.Cast;
import dev.pgmigrate.ddl.TypeName;
import dev.pgmigrate.entity.MappedColumn;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.sql.Literal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a column's values mean where only Java says it: the positions of an enum's constants, the
 * nanoseconds of a Duration.
 */
public final class JavaConversions {
  private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");

  /** Fails as a number, and names the value: a string would take any, a number would take '7'. */
  private static final String NO_CONSTANT = "('no constant: ' || @::text)";

  private JavaConversions() {}

  /** The changes, each type's change with what Java knows of its values. */
  public static List<Change> offer(List<Change> changes, EntityColumns columns) {
    return changes.stream().map(change -> offer(change, columns)).toList();
  }

  private static Change offer(Change change, EntityColumns columns) {
    if (!(change instanceof AlterColumn alter) || !alter.changesType()) {
      return change;
    }
    List<MappedColumn> properties =
        columns.of(alter.object()).stream().map(EntityColumns.Mapped::column).toList();
    Set<String> types = properties.stream().map(MappedColumn::javaType).collect(Collectors.toSet());
    // Entities that share the column must agree; a converter writes what it likes.
    if (types.size() != 1 || properties.stream().anyMatch(MappedColumn::converted)) {
      return change;
    }
    return conversion(properties.get(0), alter.from(), alter.to())
        .<Change>map(alter::withConversion)
        .orElse(alter);
  }

  private static Optional<AlterColumn.Conversion> conversion(
      MappedColumn property, Column from, Column to) {
    if (!property.enumConstants().isEmpty()) {
      if (isOrdinal(from) && isName(to)) {
        return Optional.of(
            new AlterColumn.Conversion(toNames(property, to), toOrdinals(property, from)));
      }
      return isName(from) && isOrdinal(to)
          ? Optional.of(
              new AlterColumn.Conversion(toOrdinals(property, to), toNames(property, from)))
          : Optional.empty();
    }
    if (property.javaType().equals("java.time.Duration")) {
      if (isNanoseconds(from) && isInterval(to)) {
        return Optional.of(new AlterColumn.Conversion(toInterval(to), toNanoseconds(from)));
      }
      return isInterval(from) && isNanoseconds(to)
          ? Optional.of(new AlterColumn.Conversion(toNanoseconds(to), toInterval(from)))
          : Optional.empty();
    }
    return Optional.empty();
  }

  private static Cast toInterval(Column to) {
    return Cast.assumes(
        "(trunc(@ / 1000)::text || ' microseconds')::" + TypeName.of(to.type()),
        null,
        "that the numbers are nanoseconds, as Hibernate writes a Duration; what is less than a"
            + " microsecond is cut off");
  }

  private static Cast toNanoseconds(Column to) {
    return Cast.assumes(
        "(extract(epoch FROM @) * 1000000000)::" + TypeName.of(to.type()),
        null,
        "nanoseconds, as Hibernate writes a Duration; a month has 30 days");
  }

  private static Cast toNames(MappedColumn property, Column to) {
    List<String> names = property.enumConstants();
    String cases =
        IntStream.range(0, names.size())
            .mapToObj(i -> " WHEN " + i + " THEN " + Literal.quote(names.get(i)))
            .collect(Collectors.joining());
    boolean named = to.type().userDefined() != null;
    String other = named ? "@::text" : NO_CONSTANT + "::integer::text";
    String text = "CASE @" + cases + " ELSE " + other + " END";
    return Cast.assumes(
        named ? "(" + text + ")::" + TypeName.of(to.type()) : text,
        "@ NOT BETWEEN 0 AND " + (names.size() - 1),
        positions(property));
  }

  private static Cast toOrdinals(MappedColumn property, Column to) {
    List<String> names = property.enumConstants();
    String cases =
        IntStream.range(0, names.size())
            .mapToObj(i -> " WHEN " + Literal.quote(names.get(i)) + " THEN " + i)
            .collect(Collectors.joining());
    return Cast.assumes(
        "CASE @::text" + cases + " ELSE " + NO_CONSTANT + "::" + TypeName.of(to.type()) + " END",
        "@::text NOT IN ("
            + names.stream().map(Literal::quote).collect(Collectors.joining(", "))
            + ")",
        positions(property));
  }

  private static String positions(MappedColumn property) {
    List<String> names = property.enumConstants();
    return "that the numbers are the positions of the constants of "
        + property.javaType().replaceFirst(".*[.$]", "")
        + " as they are now: "
        + IntStream.range(0, names.size())
            .mapToObj(i -> i + " is " + names.get(i))
            .collect(Collectors.joining(", "));
  }

  private static boolean isOrdinal(Column column) {
    return INTEGERS.contains(column.type().text());
  }

  private static boolean isName(Column column) {
    return column.type().userDefined() != null
        || column.type().text().matches("text|character varying.*");
  }

  private static boolean isNanoseconds(Column column) {
    return column.type().text().matches("numeric\\(21(,0)?\\)");
  }

  private static boolean isInterval(Column column) {
    return column.type().text().startsWith("interval");
  }
}

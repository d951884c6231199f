package dev.pgmigrate.diff;

import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.ddl.Cast;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the two tables say of a column's values besides its types: a check that names constants or
 * letters, an enum.
 */
final class Conversions {
  private static final Set<String> NUMBERS =
      Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision");

  private static final Pattern LITERAL = Pattern.compile("'((?:[^']|'')*)'");

  private final Schema from;
  private final Schema to;

  Conversions(Schema from, Schema to) {
    this.from = from;
    this.to = to;
  }

  /** The change with what is known of its values. */
  AlterColumn known(AlterColumn alter, Table before, Table after) {
    if (!alter.changesType()) {
      return alter;
    }
    Cast forth = known(before, alter.from(), after, alter.to());
    Cast back = known(after, alter.to(), before, alter.from());
    forth = forth == null ? toDomain(alter.from(), alter.to(), to) : forth;
    back = back == null ? toDomain(alter.to(), alter.from(), from) : back;
    return forth == null && back == null
        ? alter
        : alter.withConversion(new AlterColumn.Conversion(forth, back));
  }

  private static @Nullable Cast toDomain(Column from, Column to, Schema schema) {
    DataType base = to.type();
    Optional<Domain> domain = domain(base, schema);
    while (domain.isPresent()) {
      base = domain.get().type();
      domain = domain(base, schema);
    }
    if (base.equals(to.type())) {
      return null;
    }
    boolean array = to.type().text().endsWith("[]") && !base.text().endsWith("[]");
    DataType like = array ? new DataType(base.text() + "[]", base.userDefined()) : base;
    return Cast.toDomain(from.type(), to.type(), like);
  }

  private static Optional<Domain> domain(DataType type, Schema schema) {
    return Optional.ofNullable(type.userDefined()).flatMap(schema::domain);
  }

  private @Nullable Cast known(Table before, Column from, Table after, Column to) {
    if (isBoolean(from) && isString(to)) {
      return letters(after, to).map(Conversions::toLetters).orElse(null);
    }
    if (isString(from) && isBoolean(to)) {
      return letters(before, from).map(Conversions::fromLetters).orElse(null);
    }
    boolean ordinals =
        (isNumber(from) && isConstant(after, to)) || (isConstant(before, from) && isNumber(to));
    return ordinals ? Cast.none("nothing says which number stands for which constant") : null;
  }

  private static Cast toLetters(List<String> letters) {
    return Cast.exact(
        "CASE WHEN @ THEN '%s' WHEN NOT @ THEN '%s' END".formatted(letters.get(0), letters.get(1)));
  }

  private static Cast fromLetters(List<String> letters) {
    return Cast.exact(
        "CASE @ WHEN '%s' THEN true WHEN '%s' THEN false ELSE @::boolean END"
            .formatted(letters.get(0), letters.get(1)));
  }

  /** What stands for true, and what for false. */
  private static Optional<List<String>> letters(Table table, Column column) {
    Set<String> literals = literals(table, column);
    return literals.equals(Set.of("Y", "N"))
        ? Optional.of(List.of("Y", "N"))
        : literals.equals(Set.of("T", "F")) ? Optional.of(List.of("T", "F")) : Optional.empty();
  }

  /** Whether the values are words of which no number says which one it is. */
  private boolean isConstant(Table table, Column column) {
    if (column.type().userDefined() != null) {
      QualifiedName type = column.type().userDefined();
      return Stream.of(from, to)
          .flatMap(schema -> schema.enums().stream())
          .anyMatch(known -> known.name().equals(type));
    }
    Set<String> literals = literals(table, column);
    return isString(column)
        && !literals.isEmpty()
        && literals.stream().noneMatch(literal -> literal.matches("[-+0-9. ]*"));
  }

  private static Set<String> literals(Table table, Column column) {
    Pattern compared =
        Pattern.compile("\\(*\"?" + Pattern.quote(column.name()) + "\"?\\)*(::text)?\\)* = .*");
    return table.constraints(Check.class).stream()
        .map(check -> check.expression().canonical())
        .map(text -> text.replaceFirst("^CHECK ", ""))
        .filter(text -> compared.matcher(text).matches())
        .flatMap(text -> LITERAL.matcher(text).results().map(found -> found.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isNumber(Column column) {
    return NUMBERS.contains(column.type().text().replaceFirst("\\(.*", ""));
  }

  private static boolean isBoolean(Column column) {
    return column.type().text().equals("boolean");
  }

  private static boolean isString(Column column) {
    return column.type().text().matches("text|character.*");
  }
}

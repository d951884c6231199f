package dev.pgmigrate.change;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one type become values of another: what pg_cast holds for the types that
 * columns have.
 */
final class Casts {
  private static final Set<String> STRINGS = Set.of("text", "varchar", "char", "name");

  /** Each casts to each other by assignment at the latest; the order is from narrow to wide. */
  private static final List<String> NUMBERS =
      List.of("smallint", "integer", "bigint", "numeric", "real", "double precision");

  private static final Set<String> ASSIGNED =
      Set.of(
          "date>timestamp",
          "date>timestamptz",
          "timestamp>date",
          "timestamp>timestamptz",
          "timestamp>time",
          "timestamptz>timestamp",
          "timestamptz>date",
          "timestamptz>time",
          "timestamptz>timetz",
          "time>timetz",
          "time>interval",
          "timetz>time",
          "interval>time",
          "json>jsonb",
          "jsonb>json",
          "cidr>inet",
          "inet>cidr",
          "macaddr>macaddr8",
          "macaddr8>macaddr",
          "bit>varbit",
          "varbit>bit",
          "integer>oid",
          "bigint>oid",
          "smallint>oid",
          "oid>bigint",
          "oid>integer",
          "integer>money",
          "bigint>money",
          "numeric>money",
          "money>numeric");

  /** Casts that must be asked for. */
  private static final Set<String> EXPLICIT =
      Set.of("integer>boolean", "boolean>integer", "integer>bit", "bigint>bit", "bit>integer");

  /** Printed by DateStyle, IntervalStyle, TimeZone, bytea_output or lc_monetary. */
  private static final Set<String> OF_SESSION =
      Set.of("date", "time", "timetz", "timestamp", "timestamptz", "interval", "bytea", "money");

  /** How many the largest of them has. */
  private static final Map<String, Integer> DIGITS =
      Map.of("smallint", 5, "integer", 10, "bigint", 19);

  private static final Pattern SIZED = Pattern.compile(".*\\(([0-9]+)(?:,([0-9]+))?\\).*");

  private Casts() {}

  /** Whether only length, precision or scale differ. */
  static boolean sameBase(DataType from, DataType to) {
    return TypeName.base(from.text()).equals(TypeName.base(to.text()));
  }

  /** The expression after USING; null where PostgreSQL converts by itself. */
  static @Nullable String using(DataType from, DataType to, String column) {
    String value = Sql.name(column);
    String type = Sql.type(to);
    String source = TypeName.base(from.text());
    String target = TypeName.base(to.text());
    boolean arrays = source.endsWith("[]") && target.endsWith("[]");
    String largeObject = largeObject(source, target, value);
    if (largeObject != null) {
      return largeObject;
    }
    if (source.equals(target) || assigned(element(source, arrays), element(target, arrays))) {
      return null;
    }
    if (NUMBERS.contains(source) && target.equals("boolean")) {
      return value + " <> 0";
    }
    if (source.equals("boolean") && NUMBERS.contains(target)) {
      return target.equals("integer") ? value + "::integer" : value + "::integer::" + type;
    }
    boolean direct =
        STRINGS.contains(source)
            || EXPLICIT.contains(source + ">" + target)
            || (arrays && STRINGS.contains(element(source, true)));
    return direct ? value + "::" + type : value + "::text::" + type;
  }

  /** An oid beside bytes or a text is what JPA calls a Lob: the number of a large object. */
  private static @Nullable String largeObject(String source, String target, String value) {
    if (source.equals("oid")) {
      return target.equals("bytea")
          ? "lo_get(" + value + ")"
          : STRINGS.contains(target) ? "convert_from(lo_get(" + value + "), 'UTF8')" : null;
    }
    if (target.equals("oid")) {
      return source.equals("bytea")
          ? "lo_from_bytea(0, " + value + ")"
          : STRINGS.contains(source) ? "lo_from_bytea(0, convert_to(" + value + ", 'UTF8'))" : null;
    }
    return null;
  }

  private static boolean assigned(String source, String target) {
    return STRINGS.contains(target)
        || (NUMBERS.contains(source) && NUMBERS.contains(target))
        || ASSIGNED.contains(source + ">" + target);
  }

  private static String element(String type, boolean array) {
    return array ? type.substring(0, type.length() - 2) : type;
  }

  private static DataType elementOf(DataType array) {
    return new DataType(element(array.text(), true), array.userDefined());
  }

  /** Whether every value of the one type is, unchanged, a value of the other. */
  static boolean widens(DataType from, DataType to) {
    String source = TypeName.base(from.text());
    String target = TypeName.base(to.text());
    if (source.endsWith("[]") && target.endsWith("[]")) {
      return widens(elementOf(from), elementOf(to));
    }
    if (source.equals(target)) {
      return holds(from.text(), to.text());
    }
    if (source.equals("oid") || target.equals("oid")) {
      return target.equals("bigint") || source.equals("bytea") || STRINGS.contains(source);
    }
    if (STRINGS.contains(target) && !target.equals("name")) {
      // A shorter string can only be cut; text and varchar without a length hold everything.
      return !target.equals("char")
          && (size(to.text(), 1) == null
              || (STRINGS.contains(source) && holds(from.text(), to.text())));
    }
    int narrow = NUMBERS.indexOf(source);
    int wide = NUMBERS.indexOf(target);
    if (wide >= 0 && narrow >= 0) {
      return wide > narrow
          && (size(to.text(), 1) == null || holdsAll(source, to.text()))
          && (target.equals("double precision")
              ? narrow <= 1 || source.equals("real")
              : !target.equals("real"));
    }
    return Set.of("date>timestamp", "json>jsonb", "jsonb>json", "cidr>inet", "bit>varbit")
        .contains(source + ">" + target);
  }

  /** Whether the text of a value depends on the session that casts it. */
  static boolean dependsOnSession(DataType from, DataType to) {
    String source = TypeName.base(from.text());
    String target = TypeName.base(to.text());
    return STRINGS.contains(element(target, target.endsWith("[]")))
        && OF_SESSION.contains(element(source, source.endsWith("[]")));
  }

  /** Whether PostgreSQL writes every row anew; else the catalog alone changes. */
  static boolean rewrites(DataType from, DataType to) {
    String source = TypeName.base(from.text());
    String target = TypeName.base(to.text());
    boolean sameScale = orZero(size(from.text(), 2)) == orZero(size(to.text(), 2));
    boolean anyNumeric = target.equals("numeric") && size(to.text(), 1) == null;
    boolean alike =
        source.equals(target)
            ? !Set.of("char", "bit").contains(target) && (sameScale || anyNumeric)
            : Set.of("varchar>text", "text>varchar", "cidr>inet").contains(source + ">" + target);
    // An array is converted element by element, even where each stays as it is.
    return !from.equals(to) && !(alike && !target.endsWith("[]") && holds(from.text(), to.text()));
  }

  private static boolean holds(String from, String to) {
    Integer room = size(to, 1);
    if (room == null) {
      return true;
    }
    Integer length = size(from, 1);
    if (length == null) {
      return false;
    }
    int scale = orZero(size(from, 2));
    int newScale = orZero(size(to, 2));
    return newScale >= scale && room - newScale >= length - scale;
  }

  /** Whether a numeric has room for every integer of a type. */
  private static boolean holdsAll(String integer, String numeric) {
    Integer room = size(numeric, 1);
    Integer digits = DIGITS.get(integer);
    return digits != null && room != null && room - orZero(size(numeric, 2)) >= digits;
  }

  private static int orZero(@Nullable Integer scale) {
    return scale == null ? 0 : scale;
  }

  private static @Nullable Integer size(String type, int group) {
    Matcher matcher = SIZED.matcher(type);
    return matcher.matches() && matcher.group(group) != null
        ? Integer.valueOf(matcher.group(group))
        : null;
  }

  /** Among types with a fraction: a numeric without a precision holds any. */
  private static boolean rounds(String source, String target, DataType from, DataType to) {
    if (!target.equals("numeric")) {
      return !source.equals(target) && !source.equals("real");
    }
    boolean anyScale = !source.equals("numeric") || size(from.text(), 1) == null;
    return size(to.text(), 1) != null
        && (anyScale || orZero(size(to.text(), 2)) < orZero(size(from.text(), 2)));
  }

  /** Whether a value is rounded or cut, without an error, to become one of the new type. */
  static boolean cuts(DataType from, DataType to) {
    String source = TypeName.base(from.text());
    String target = TypeName.base(to.text());
    if (NUMBERS.indexOf(source) >= 3 && NUMBERS.contains(target)) {
      return NUMBERS.indexOf(target) < 3 || rounds(source, target, from, to);
    }
    return Set.of(
            "timestamp>date",
            "timestamp>time",
            "timestamptz>date",
            "timestamptz>time",
            "timestamptz>timetz",
            "timetz>time",
            "interval>time")
        .contains(source + ">" + target);
  }

  /** Finds the values that do not fit (pg_input_is_valid is PostgreSQL 16's). */
  static Offenders offenders(QualifiedName table, Column from, Column to) {
    String column = Sql.name(to.name());
    Integer length = size(to.type().text(), 1);
    boolean string = STRINGS.contains(TypeName.base(to.type().text()));
    String type = Sql.type(to.type());
    if (largeObject("oid", TypeName.base(to.type().text()), column) != null
        && from.type().text().equals("oid")) {
      return Offenders.where(
          table,
          column
              + " IS NOT NULL AND NOT EXISTS (SELECT FROM pg_largeobject_metadata l WHERE l.oid = "
              + column
              + ")",
          "refer to no large object");
    }
    String condition =
        string && length != null
            ? "length(" + column + "::text) > " + length
            : "NOT pg_input_is_valid(" + column + "::text, " + Sql.literal(type) + ")";
    return Offenders.where(table, condition, "do not fit " + type);
  }
}

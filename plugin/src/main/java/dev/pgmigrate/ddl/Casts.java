package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one type become values of another: what {@link CastTable} says of the two, and
 * what length, precision and scale make of it.
 */
public final class Casts {
  private static final String UNKNOWN = "nothing says which new value an old value means";

  private static final Set<String> STRINGS = Set.of("text", "varchar", "char", "name");

  private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");

  /** Printed by DateStyle, IntervalStyle, TimeZone, bytea_output or lc_monetary. */
  private static final Set<String> OF_SESSION =
      Set.of("date", "time", "timetz", "timestamp", "timestamptz", "interval", "bytea", "money");

  /** How many the largest of them has. */
  private static final Map<String, Integer> DIGITS =
      Map.of("smallint", 5, "integer", 10, "bigint", 19);

  /** How long the longest of their texts is. */
  private static final Map<String, Integer> LENGTHS =
      Map.of("smallint", 6, "integer", 11, "bigint", 20, "boolean", 5, "uuid", 36);

  /** What an interval keeps down to; nothing is left out below its last field. */
  private static final List<String> FIELDS =
      List.of("year", "month", "day", "hour", "minute", "second");

  private static final Pattern SIZED = Pattern.compile(".*\\(([0-9]+)(?:,([0-9]+))?\\).*");

  private static final Pattern INTERVAL = Pattern.compile("^interval [a-z ]+");

  private Casts() {}

  /** Whether only length, precision or scale differ. */
  public static boolean sameBase(DataType from, DataType to) {
    return from.equals(to) || base(from).equals(base(to));
  }

  /** Whether texts become values of a type by assignment. */
  public static boolean isString(DataType type) {
    return STRINGS.contains(base(type));
  }

  /** Whether arrays of texts become values of a type by assignment. */
  public static boolean isStrings(DataType type) {
    return type.text().endsWith("[]") && isString(elementOf(type));
  }

  /** How values of one type become values of another. */
  public static Cast of(DataType from, DataType to) {
    String source = base(from);
    String target = base(to);
    if (source.endsWith("[]") || target.endsWith("[]")) {
      return ofArrays(from, to, source.endsWith("[]"), target.endsWith("[]"));
    }
    Cast cast = source.equals(target) ? Cast.KEEPS : CastTable.find(source, target);
    if (cast == null && from.userDefined() == null && to.userDefined() == null) {
      boolean known = CastTable.types().containsAll(List.of(source, target));
      cast = known ? Cast.none(UNKNOWN) : null;
    }
    if (cast == null) {
      cast = throughText(source, target, to);
    }
    return cast.kind() == Cast.Kind.NONE ? cast : fitted(cast.typed(SqlText.type(to)), from, to);
  }

  /** An enum, a domain, a range, an extension's type: PostgreSQL says what does not fit. */
  private static Cast throughText(String source, String target, DataType to) {
    if (STRINGS.contains(target)) {
      return Cast.KEEPS;
    }
    boolean string = STRINGS.contains(source);
    String using = string ? "@::%" : "@::text::%";
    QualifiedName type = to.userDefined();
    String misfit = null;
    if (type != null) {
      String labels =
          "(SELECT enumlabel FROM pg_enum WHERE enumtypid = to_regtype("
              + SqlText.literal(SqlText.typeName(type))
              + "))";
      misfit = "@::text NOT IN " + labels + " AND EXISTS " + labels;
    }
    // Of a type that is not known, nothing says which texts are its values.
    return string && misfit != null
        ? new Cast(Cast.Kind.EXACT, using, misfit, "")
        : Cast.assumes(using, misfit, "that the text of each value is a value of the new type");
  }

  /**
   * To a domain over a string, or to an array of it: assigned, for a cast to the domain would cut
   * off what is too long. Null for any other domain.
   *
   * @param base what the domain is over, as an array where the column has one
   */
  static @Nullable Cast toDomain(DataType from, DataType to, DataType base) {
    String type = TypeName.base(base.text());
    if (!STRINGS.contains(element(type, type.endsWith("[]")))) {
      return null;
    }
    Cast cast = of(from, base);
    // The checks of the domain can fail as well.
    return cast.kind() == Cast.Kind.NONE || cast.misfit() != null
        ? cast
        : cast.withMisfit(of(from, to).misfit());
  }

  private static Cast ofArrays(DataType from, DataType to, boolean fromArray, boolean toArray) {
    Cast element = of(fromArray ? elementOf(from) : from, toArray ? elementOf(to) : to);
    String source = fromArray ? base(elementOf(from)) : base(from);
    String target = toArray ? base(elementOf(to)) : base(to);
    boolean alike = source.equals(target) || STRINGS.containsAll(List.of(source, target));
    boolean plain =
        (fromArray && toArray)
            ? element.using() == null || element.using().matches("@(::[^:']+)+")
            : alike;
    if (element.kind() == Cast.Kind.NONE || !plain) {
      boolean json = fromArray && Set.of("json", "jsonb").contains(base(to));
      return json
          ? Cast.assumes("to_" + base(to) + "(@)", null, "that a JSON array is wanted")
          : Cast.none(UNKNOWN);
    }
    String misfit = element.misfit();
    if (fromArray && toArray) {
      String using = element.using();
      // By the same steps as one element: of some pairs PostgreSQL knows no cast, or a rougher one.
      return new Cast(
          element.kind(),
          using == null ? null : using.replaceAll("::([^:]+)", "::$1[]"),
          misfit == null
              ? null
              : "EXISTS (SELECT FROM unnest(@) AS e WHERE " + misfit.replace("@", "e") + ")",
          element.note());
    }
    // Assigned, not cast: a cast would cut off what is too long.
    return toArray
        ? new Cast(
            element.kind(), "CASE WHEN @ IS NOT NULL THEN ARRAY[@] END", misfit, element.note())
        : new Cast(
            Cast.Kind.LOSES,
            "@[1]",
            misfit == null ? null : misfit.replace("@", "@[1]"),
            "all elements of @ but the first");
  }

  /** With what length, precision and scale cut off or refuse. */
  private static Cast fitted(Cast cast, DataType from, DataType to) {
    String source = base(from);
    String target = base(to);
    Integer room = size(to.text(), 1);
    if (STRINGS.contains(target) && room != null) {
      boolean fits =
          STRINGS.contains(source)
              ? holds(from.text(), to.text())
              : LENGTHS.getOrDefault(source, Integer.MAX_VALUE) <= room;
      return fits ? cast : cast.failing("length(" + cast.textual() + ") > " + room);
    }
    if (target.equals("numeric") && room != null && from.userDefined() == null) {
      return fittedNumber(cast, from, to, room);
    }
    if (source.equals("numeric") && INTEGERS.contains(target)) {
      Integer digits = size(from.text(), 1);
      if (digits == null || orZero(size(from.text(), 2)) != 0) {
        return cast;
      }
      boolean fits = digits < DIGITS.getOrDefault(target, 0);
      return new Cast(Cast.Kind.EXACT, cast.using(), fits ? null : cast.misfit(), "");
    }
    boolean bits = Set.of("bit", "varbit").contains(target);
    if (bits && source.equals(target) && !holds(from.text(), to.text())) {
      return cast.failing("length(@) > " + room);
    }
    boolean time = isTime(source) && isTime(target);
    if (!time || cast.kind() == Cast.Kind.LOSES) {
      return cast;
    }
    return lastField(to) < lastField(from)
        ? cast.losing("parts of @ below the " + FIELDS.get(lastField(to)))
        : precision(to) < precision(from)
            ? cast.losing("digits of the seconds of @ beyond " + SqlText.type(to))
            : cast;
  }

  private static boolean isTime(String base) {
    return base.matches("time.*|interval");
  }

  private static Cast fittedNumber(Cast cast, DataType from, DataType to, int room) {
    String source = base(from);
    int scale = orZero(size(to.text(), 2));
    boolean fits =
        INTEGERS.contains(source)
            ? holdsAll(source, to.text())
            : source.equals("boolean")
                || (source.equals("numeric") && holds(from.text(), to.text()));
    if (fits) {
      return cast;
    }
    String number = STRINGS.contains(source) || cast.using() != null ? "@::text::numeric" : "@";
    String over = "abs(round(" + number + ", " + scale + ")) >= 1e" + (room - scale);
    String misfit =
        cast.misfit() != null
            ? "CASE WHEN " + cast.misfit() + " THEN true ELSE " + over + " END"
            : over;
    Cast sized = cast.withMisfit(misfit);
    boolean rounds =
        !INTEGERS.contains(source)
            && !(source.equals("numeric")
                && size(from.text(), 1) != null
                && orZero(size(from.text(), 2)) <= scale);
    return rounds ? sized.losing("digits of @ beyond " + SqlText.type(to)) : sized;
  }

  /** As {@link TypeName#base}, without the fields of an interval. */
  public static String base(DataType type) {
    String base = TypeName.base(type.text());
    return type.userDefined() == null ? INTERVAL.matcher(base).replaceFirst("interval") : base;
  }

  /** Of seconds. */
  private static int precision(DataType type) {
    Integer digits = size(type.text(), 1);
    return lastField(type) < FIELDS.size() - 1 ? 0 : digits == null ? 6 : digits;
  }

  /** The smallest field that a type of time keeps, as an index. */
  private static int lastField(DataType type) {
    String text = element(type.text(), type.text().endsWith("[]"));
    int field = FIELDS.indexOf(text.substring(text.lastIndexOf(' ') + 1));
    return type.userDefined() != null || !text.startsWith("interval ") || field < 0
        ? FIELDS.size() - 1
        : field;
  }

  private static String element(String type, boolean array) {
    return array ? type.substring(0, type.length() - 2) : type;
  }

  private static DataType elementOf(DataType array) {
    return new DataType(element(array.text(), true), array.userDefined());
  }

  /** Whether every value of the one type is, unchanged, a value of the other. */
  public static boolean widens(DataType from, DataType to) {
    Cast cast = of(from, to);
    return cast.kind() == Cast.Kind.EXACT && cast.misfit() == null;
  }

  /** Whether the text of a value depends on the session that casts it. */
  public static boolean dependsOnSession(DataType from, DataType to) {
    String source = TypeName.base(from.text());
    String target = TypeName.base(to.text());
    return STRINGS.contains(element(target, target.endsWith("[]")))
        && OF_SESSION.contains(element(source, source.endsWith("[]")));
  }

  /** Whether PostgreSQL rewrites every row; else the catalog alone changes. */
  public static boolean rewrites(DataType from, DataType to) {
    String source = base(from);
    String target = base(to);
    if (from.userDefined() == null && source.equals(target)) {
      String element = element(target, target.endsWith("[]"));
      if (target.endsWith("[]") || isTime(element)) {
        // Elements are converted one by one, unless nothing is asked of them.
        return !from.equals(to)
            && (target.endsWith("[]")
                ? !TypeName.shortened(to.text()).equals(target)
                : lastField(to) < lastField(from) || precision(to) < precision(from));
      }
    }
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
}

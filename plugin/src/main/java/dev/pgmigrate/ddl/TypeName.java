package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.DataType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of PostgreSQL's own types: as a catalog prints them, and as people write them. */
public final class TypeName {
  private static final Pattern TIME =
      Pattern.compile("(timestamp|time)(\\([0-9]+\\))? (with|without) time zone(.*)");

  private static final Pattern CHARACTER = Pattern.compile("^character(?=\\(|\\[|$)");
  private static final Pattern PRECISION = Pattern.compile("\\([0-9, -]+\\)");
  private static final String CHARACTER_VARYING = "character varying";
  private static final String BIT_VARYING = "bit varying";

  private TypeName() {}

  /** The type in its shortest usual spelling, without the default namespace. */
  public static String of(DataType type) {
    return SqlText.type(type);
  }

  /** {@code varchar(32)} for {@code character varying(32)}. */
  static String shortened(String text) {
    Matcher time = TIME.matcher(text);
    if (time.matches()) {
      String precision = time.group(2) == null ? "" : time.group(2);
      String zone = time.group(3).equals("with") ? "tz" : "";
      return time.group(1) + zone + precision + time.group(4);
    }
    if (text.startsWith(CHARACTER_VARYING)) {
      return "varchar" + text.substring(CHARACTER_VARYING.length());
    }
    if (text.startsWith(BIT_VARYING)) {
      return "varbit" + text.substring(BIT_VARYING.length());
    }
    return CHARACTER.matcher(text).replaceFirst("char");
  }

  /** Without length, precision and scale: {@code varchar} for {@code character varying(32)}. */
  public static String base(String text) {
    return PRECISION.matcher(shortened(text)).replaceFirst("");
  }
}

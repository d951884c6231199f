package dev.pgmigrate.change;

import dev.pgmigrate.schema.DataType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of PostgreSQL's own types: as a catalog prints them, and as people write them. */
public final class TypeName {
  private static final Pattern TIME =
      Pattern.compile("(timestamp|time)(\\([0-9]+\\))? (with|without) time zone(.*)");

  private TypeName() {}

  /** The type in its shortest usual spelling, without the default namespace. */
  public static String of(DataType type) {
    return Sql.type(type);
  }

  /** {@code varchar(32)} for {@code character varying(32)}. */
  static String shortened(String text) {
    Matcher time = TIME.matcher(text);
    if (time.matches()) {
      String precision = time.group(2) == null ? "" : time.group(2);
      String zone = time.group(3).equals("with") ? "tz" : "";
      return time.group(1) + zone + precision + time.group(4);
    }
    return text.replaceFirst("^character varying", "varchar")
        .replaceFirst("^character(?=\\(|\\[|$)", "char")
        .replaceFirst("^bit varying", "varbit");
  }

  /** Without length, precision and scale: {@code varchar} for {@code character varying(32)}. */
  static String base(String text) {
    return shortened(text).replaceFirst("\\([0-9, -]+\\)", "");
  }
}

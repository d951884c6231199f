package dev.pgmigrate.page;

import dev.pgmigrate.schema.QualifiedName;
import java.util.regex.Pattern;

/** Names as people read them: the schema public is left out, types have their short names. */
final class ReadableNames {
  private static final String PUBLIC = "public.";

  private static final Pattern PUBLIC_ANYWHERE = Pattern.compile("(?<![\\w\".])public\\.");

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private ReadableNames() {}

  static String of(QualifiedName name) {
    return identity(name.toString());
  }

  /** An identity that starts with a schema. */
  static String identity(String identity) {
    return identity.startsWith(PUBLIC) ? identity.substring(PUBLIC.length()) : identity;
  }

  /** An expression, a structure: on one line. */
  static String expression(String text) {
    return BLANKS.matcher(PUBLIC_ANYWHERE.matcher(text).replaceAll("")).replaceAll(" ").strip();
  }

  static String type(String type) {
    String shorter =
        type.replace("character varying", "varchar")
            .replace(" without time zone", "")
            .replace("double precision", "float8");
    if (shorter.startsWith("timestamp") && shorter.endsWith(" with time zone")) {
      shorter =
          "timestamptz"
              + shorter.substring(
                  "timestamp".length(), shorter.length() - " with time zone".length());
    }
    return identity(shorter);
  }
}

package dev.pgmigrate.sql;

import java.util.regex.Pattern;

/** SQL identifiers. */
public final class Identifier {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

  private Identifier() {}

  /** The identifier as it must stand in SQL: in double quotes only where PostgreSQL needs them. */
  public static String quote(String name) {
    boolean plain = PLAIN.matcher(name).matches();
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}

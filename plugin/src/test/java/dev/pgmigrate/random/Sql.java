package dev.pgmigrate.random;

import java.util.List;
import java.util.stream.Collectors;

/** Names and literals, always quoted: of our own, so that the product's quoting has a witness. */
final class Sql {
  private Sql() {}

  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  static String list(List<? extends Model.Thing> things) {
    return things.stream().map(t -> name(t.name)).collect(Collectors.joining(", ", "(", ")"));
  }
}

package dev.pgmigrate.rows;

import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.Identifiers;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Names as they stand in SQL, and as SQL mentions them. */
final class SqlNames {
  private SqlNames() {}

  static String sql(QualifiedName name) {
    return Identifier.quote(name.namespace()) + "." + Identifier.quote(name.name());
  }

  static String list(Collection<String> columns) {
    return columns.stream().map(Identifier::quote).collect(Collectors.joining(", "));
  }

  /** Those of the columns that an expression mentions. */
  static List<String> mentioned(String expression, Collection<String> columns) {
    return columns.stream().filter(column -> Identifiers.mentions(expression, column)).toList();
  }
}

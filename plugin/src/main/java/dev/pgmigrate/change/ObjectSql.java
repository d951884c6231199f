package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;

/** What DROP, COMMENT ON and ALTER .. OWNER call an object: its kind and its name. */
final class ObjectSql {
  private ObjectSql() {}

  static String of(ObjectId id) {
    return switch (id.kind()) {
      case NAMESPACE -> "SCHEMA " + Sql.name(id.name());
      case EXTENSION -> "EXTENSION " + Sql.name(id.name());
      case EVENT_TRIGGER -> "EVENT TRIGGER " + Sql.name(id.name());
      case PUBLICATION -> "PUBLICATION " + Sql.name(id.name());
      case CAST -> "CAST " + id.name();
      case COLLATION -> "COLLATION " + Sql.name(id.qualifiedName());
      case ENUM, COMPOSITE, RANGE -> "TYPE " + Sql.typeName(id.qualifiedName());
      case DOMAIN -> "DOMAIN " + Sql.typeName(id.qualifiedName());
      case SEQUENCE -> "SEQUENCE " + Sql.name(id.qualifiedName());
      case TABLE -> "TABLE " + Sql.name(id.qualifiedName());
      case COLUMN -> CommentSql.column(id.qualifiedName(), id.name());
      case INDEX -> "INDEX " + Sql.name(id.qualifiedName());
      case STATISTICS -> "STATISTICS " + Sql.name(id.qualifiedName());
      case VIEW -> "VIEW " + Sql.name(id.qualifiedName());
      case MATERIALIZED_VIEW -> "MATERIALIZED VIEW " + Sql.name(id.qualifiedName());
      case FUNCTION -> "FUNCTION " + routine(id);
      case PROCEDURE -> "PROCEDURE " + routine(id);
      case AGGREGATE -> "AGGREGATE " + routine(id);
      case TRIGGER -> "TRIGGER " + part(id);
      case RULE -> "RULE " + part(id);
      case POLICY -> "POLICY " + part(id);
      case PRIMARY_KEY, UNIQUE, CHECK, FOREIGN_KEY, EXCLUSION -> "CONSTRAINT " + part(id);
    };
  }

  /** The path ends in the arguments, as the catalog prints them. */
  private static String routine(ObjectId id) {
    return Sql.name(id.qualifiedName()) + id.name();
  }

  private static String part(ObjectId id) {
    return Sql.name(id.name()) + " ON " + Sql.name(id.qualifiedName());
  }
}

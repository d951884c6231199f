package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.ObjectId;

/** What DROP, COMMENT ON and ALTER .. OWNER call an object: its kind and its name. */
public final class ObjectSql {
  private ObjectSql() {}

  public static String of(ObjectId id) {
    return switch (id.kind()) {
      case NAMESPACE -> "SCHEMA " + SqlText.name(id.name());
      case EXTENSION -> "EXTENSION " + SqlText.name(id.name());
      case EVENT_TRIGGER -> "EVENT TRIGGER " + SqlText.name(id.name());
      case PUBLICATION -> "PUBLICATION " + SqlText.name(id.name());
      case CAST -> "CAST " + id.name();
      case COLLATION -> "COLLATION " + SqlText.name(id.qualifiedName());
      case ENUM, COMPOSITE, RANGE -> "TYPE " + SqlText.typeName(id.qualifiedName());
      case DOMAIN -> "DOMAIN " + SqlText.typeName(id.qualifiedName());
      case SEQUENCE -> "SEQUENCE " + SqlText.name(id.qualifiedName());
      case TABLE -> "TABLE " + SqlText.name(id.qualifiedName());
      case COLUMN -> CommentSql.column(id.qualifiedName(), id.name());
      case INDEX -> "INDEX " + SqlText.name(id.qualifiedName());
      case STATISTICS -> "STATISTICS " + SqlText.name(id.qualifiedName());
      case VIEW -> "VIEW " + SqlText.name(id.qualifiedName());
      case MATERIALIZED_VIEW -> "MATERIALIZED VIEW " + SqlText.name(id.qualifiedName());
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
    return SqlText.name(id.qualifiedName()) + id.name();
  }

  private static String part(ObjectId id) {
    return SqlText.name(id.name()) + " ON " + SqlText.name(id.qualifiedName());
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** COMMENT ON statements. */
final class CommentSql {
  private CommentSql() {}

  static String set(String target, @Nullable String text) {
    return "COMMENT ON " + target + " IS " + (text == null ? "NULL" : Sql.literal(text));
  }

  /** The comment of a new object, if it has one. */
  static List<String> of(String target, @Nullable String text) {
    return text == null ? List.of() : List.of(set(target, text));
  }

  static List<String> of(Table table, Constraint constraint) {
    return of(constraint(constraint.name(), "", table.name()), constraint.comment());
  }

  static String constraint(String name, String ownerKind, QualifiedName owner) {
    String on = ownerKind.isEmpty() ? Sql.name(owner) : Sql.typeName(owner);
    return "CONSTRAINT " + Sql.name(name) + " ON " + ownerKind + on;
  }

  static String column(QualifiedName table, String column) {
    return "COLUMN " + Sql.name(table) + "." + Sql.name(column);
  }

  /**
   * What COMMENT ON names.
   *
   * @param name the object's own name, which an id with a structure does not hold
   * @param owner what the object is a part of, if of anything
   */
  static String target(ObjectId id, String name, ObjectKind owner) {
    return switch (id.kind()) {
      case COLUMN -> column(id.qualifiedName(), name);
      case INDEX -> "INDEX " + Sql.name(new QualifiedName(id.path().get(0), name));
      case PRIMARY_KEY, UNIQUE, CHECK, FOREIGN_KEY, EXCLUSION ->
          constraint(name, owner == ObjectKind.DOMAIN ? "DOMAIN " : "", id.qualifiedName());
      default -> ObjectSql.of(id);
    };
  }
}

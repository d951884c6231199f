package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** COMMENT ON statements. */
public final class CommentSql {
  private CommentSql() {}

  public static String set(String target, @Nullable String text) {
    return "COMMENT ON " + target + " IS " + (text == null ? "NULL" : SqlText.literal(text));
  }

  /** The comment of a new object, if it has one. */
  public static List<String> of(String target, @Nullable String text) {
    return text == null ? List.of() : List.of(set(target, text));
  }

  public static List<String> of(Table table, Constraint constraint) {
    return of(constraint(constraint.name(), "", table.name()), constraint.comment());
  }

  public static String constraint(String name, String ownerKind, QualifiedName owner) {
    String on = ownerKind.isEmpty() ? SqlText.name(owner) : SqlText.typeName(owner);
    return "CONSTRAINT " + SqlText.name(name) + " ON " + ownerKind + on;
  }

  static String column(QualifiedName table, String column) {
    return "COLUMN " + SqlText.name(table) + "." + SqlText.name(column);
  }

  /**
   * What COMMENT ON names.
   *
   * @param name the object's own name, which an id with a structure does not hold
   * @param owner what the object is a part of, if of anything
   */
  public static String target(ObjectId id, String name, ObjectKind owner) {
    return switch (id.kind()) {
      case COLUMN -> column(id.qualifiedName(), name);
      case INDEX -> "INDEX " + SqlText.name(new QualifiedName(id.path().get(0), name));
      case PRIMARY_KEY, UNIQUE, CHECK, FOREIGN_KEY, EXCLUSION ->
          constraint(name, owner == ObjectKind.DOMAIN ? "DOMAIN " : "", id.qualifiedName());
      default -> ObjectSql.of(id);
    };
  }
}

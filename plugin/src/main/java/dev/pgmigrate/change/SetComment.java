package dev.pgmigrate.change;

import dev.pgmigrate.ddl.CommentSql;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The comment on an object that stays.
 *
 * @param name the object's own name, which an id with a structure does not hold
 * @param owner what a check belongs to: a table or a domain
 */
public record SetComment(
    ObjectId object, String name, ObjectKind owner, @Nullable String from, @Nullable String to)
    implements Change {
  /**
   * The comment on anything but a constraint or index, whose ids may hold a structure instead of a
   * name.
   */
  public static SetComment on(ObjectId object, @Nullable String from, @Nullable String to) {
    return new SetComment(object, object.name(), ObjectKind.TABLE, from, to);
  }

  /** The comment on a constraint of a table. */
  public static SetComment on(
      Table table, Constraint constraint, @Nullable String from, @Nullable String to) {
    return new SetComment(
        table.constraintId(constraint), constraint.name(), ObjectKind.TABLE, from, to);
  }

  /** The comment on an index. */
  public static SetComment on(
      Table table, Index index, @Nullable String from, @Nullable String to) {
    return new SetComment(table.indexId(index), index.name(), ObjectKind.TABLE, from, to);
  }

  /** The comment on a check of a domain. */
  public static SetComment onDomainCheck(
      QualifiedName domain, String check, @Nullable String from, @Nullable String to) {
    return new SetComment(
        ObjectId.of(ObjectKind.CHECK, domain, check), check, ObjectKind.DOMAIN, from, to);
  }

  /** A constraint or index is called by its name, which its id may lack. */
  private String named() {
    return switch (object.kind()) {
      case PRIMARY_KEY, UNIQUE, CHECK, FOREIGN_KEY, EXCLUSION ->
          ObjectWords.word(object.kind())
              + " "
              + SqlText.name(name)
              + " of "
              + SqlText.name(object.qualifiedName());
      case INDEX -> "index " + SqlText.name(name);
      default -> ObjectWords.name(object);
    };
  }

  @Override
  public String line() {
    return ObjectWords.oneLine(
        named() + ": " + (to == null ? "no comment" : "comment " + SqlText.literal(to)));
  }

  @Override
  public List<Statement> up() {
    return SqlText.statements(CommentSql.set(CommentSql.target(object, name, owner), to));
  }

  @Override
  public Set<ObjectId> locks() {
    return Set.of();
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new SetComment(object, name, owner, to, from);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE.needing(List.of(object));
  }
}

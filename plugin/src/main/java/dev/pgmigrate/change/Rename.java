package dev.pgmigrate.change;

import dev.pgmigrate.ddl.CommentSql;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A namespace, table, column, sequence or type gets another name, or moves to another namespace.
 */
public record Rename(ObjectId from, ObjectId to) implements Change {
  @Override
  public ObjectId object() {
    return to;
  }

  @Override
  public String line() {
    return ObjectWords.name(from) + " becomes " + ObjectWords.path(to);
  }

  @Override
  public List<Statement> up() {
    if (to.kind() == ObjectKind.COLUMN) {
      return SqlText.statements(
          "ALTER TABLE "
              + SqlText.name(to.qualifiedName())
              + " RENAME COLUMN "
              + SqlText.name(from.name())
              + " TO "
              + SqlText.name(to.name()));
    }
    List<String> sql = new ArrayList<>();
    ObjectId moved = from;
    if (to.kind() != ObjectKind.NAMESPACE && !from.path().get(0).equals(to.path().get(0))) {
      sql.add(alter(from) + " SET SCHEMA " + SqlText.name(to.path().get(0)));
      moved = ObjectId.of(to.kind(), new QualifiedName(to.path().get(0), from.name()));
    }
    if (!from.name().equals(to.name())) {
      sql.add(alter(moved) + " RENAME TO " + SqlText.name(to.name()));
    }
    return SqlText.statements(sql);
  }

  private static String alter(ObjectId id) {
    return "ALTER " + CommentSql.target(id, id.name(), id.kind());
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.EXPAND;
  }

  /** A column gets a second one, a table a view; nothing else has a second name. */
  @Override
  public Optional<String> suitsOneRelease() {
    return to.kind() == ObjectKind.COLUMN || to.kind() == ObjectKind.TABLE
        ? Optional.empty()
        : Optional.of(
            "the previous release uses " + from + " by its old name, the new one by another");
  }

  @Override
  public Change reverse() {
    return new Rename(to, from);
  }

  @Override
  public Dependencies dependencies() {
    Dependencies own = Dependencies.NONE.dropping(List.of(from)).creating(List.of(to));
    return switch (to.kind()) {
      case NAMESPACE -> own;
      case COLUMN -> own.within(ObjectId.table(to.qualifiedName()));
      default ->
          own.needing(List.of(References.namespace(to.qualifiedName())))
              .releasing(List.of(References.namespace(from.qualifiedName())));
    };
  }
}

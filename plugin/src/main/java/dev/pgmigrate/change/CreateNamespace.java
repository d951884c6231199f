package dev.pgmigrate.change;

import dev.pgmigrate.schema.Namespace;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A new namespace. */
public record CreateNamespace(Namespace namespace) implements Change {
  @Override
  public ObjectId object() {
    return namespace.id();
  }

  @Override
  public String line() {
    return ChangeWords.name(object());
  }

  @Override
  public List<Statement> up() {
    List<String> sql = new ArrayList<>();
    String name = "SCHEMA " + Sql.name(namespace.name());
    sql.add("CREATE " + name);
    sql.addAll(CommentSql.of(name, namespace.comment()));
    sql.addAll(AccessSql.of(object(), namespace.access()));
    return Sql.statements(sql);
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new DropNamespace(namespace);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE.creating(List.of(object()));
  }
}

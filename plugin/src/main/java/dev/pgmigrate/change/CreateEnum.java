package dev.pgmigrate.change;

import dev.pgmigrate.ddl.AccessSql;
import dev.pgmigrate.ddl.CommentSql;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.EnumType;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A new enum type. */
public record CreateEnum(EnumType type) implements Change {
  static List<String> sql(EnumType type) {
    String name = "TYPE " + SqlText.typeName(type.name());
    List<String> sql = new ArrayList<>();
    sql.add("CREATE " + name + " AS ENUM (" + SqlText.literals(type.values()) + ")");
    sql.addAll(CommentSql.of(name, type.comment()));
    sql.addAll(AccessSql.of(type.id(), type.access()));
    return sql;
  }

  @Override
  public ObjectId object() {
    return type.id();
  }

  @Override
  public String line() {
    return ObjectWords.name(object());
  }

  @Override
  public List<Statement> up() {
    return SqlText.statements(sql(type));
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new DropEnum(type);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE
        .creating(List.of(object()))
        .needing(List.of(References.namespace(type.name())));
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.ddl.CompositeSql;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.CompositeType;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.List;

/** A new composite type. */
public record CreateComposite(CompositeType type) implements Change {
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
    return SqlText.statements(CompositeSql.create(type));
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new DropComposite(type);
  }

  @Override
  public Dependencies dependencies() {
    Dependencies all =
        Dependencies.NONE
            .creating(List.of(object()))
            .needing(List.of(References.namespace(type.name())));
    for (CompositeType.Attribute attribute : type.attributes()) {
      all = all.needing(References.of(attribute.type()));
    }
    return all;
  }
}

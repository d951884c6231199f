package dev.pgmigrate.change;

import dev.pgmigrate.schema.Namespace;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.List;

/** A namespace goes; what is in it has gone before. */
public record DropNamespace(Namespace namespace) implements Change {
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
    return Sql.statements("DROP SCHEMA " + Sql.name(object()));
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.CONTRACT;
  }

  @Override
  public Change reverse() {
    return new CreateNamespace(namespace);
  }

  @Override
  public Dependencies dependencies() {
    return reverse().dependencies().reversed();
  }
}

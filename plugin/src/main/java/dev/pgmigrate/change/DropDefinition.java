package dev.pgmigrate.change;

import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Optional;

/** A view, function, trigger or another object that PostgreSQL keeps whole goes. */
public record DropDefinition(Definition definition) implements Change {
  @Override
  public ObjectId object() {
    return definition.id();
  }

  @Override
  public Optional<ObjectId> tableId() {
    return reverse().tableId();
  }

  @Override
  public List<Statement> up() {
    return Sql.statements(DefinitionSql.drop(definition));
  }

  @Override
  public Change reverse() {
    return new CreateDefinition(definition);
  }

  @Override
  public Dependencies dependencies() {
    return reverse().dependencies().reversed();
  }
}

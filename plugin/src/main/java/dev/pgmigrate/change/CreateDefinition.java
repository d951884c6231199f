package dev.pgmigrate.change;

import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A new view, function, trigger or another object that PostgreSQL keeps whole. */
public record CreateDefinition(Definition definition) implements Change {
  private static final Set<ObjectKind> WITHOUT_NAMESPACE =
      Set.of(
          ObjectKind.EXTENSION, ObjectKind.EVENT_TRIGGER, ObjectKind.PUBLICATION, ObjectKind.CAST);

  @Override
  public ObjectId object() {
    return definition.id();
  }

  @Override
  public Optional<ObjectId> tableId() {
    return definition.isPart()
        ? Optional.of(ObjectId.table(object().qualifiedName()))
        : Optional.empty();
  }

  @Override
  public List<Statement> up() {
    return Sql.statements(DefinitionSql.create(definition));
  }

  @Override
  public Change reverse() {
    return new DropDefinition(definition);
  }

  @Override
  public Dependencies dependencies() {
    Dependencies all = Dependencies.NONE.creating(List.of(object()));
    return WITHOUT_NAMESPACE.contains(object().kind())
        ? all
        : all.needing(List.of(Parts.namespace(object().qualifiedName())));
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.ddl.DefinitionSql;
import dev.pgmigrate.ddl.LiveState;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A new view, function, trigger or another object that PostgreSQL keeps whole.
 *
 * @param before what it was, when it was dropped to be created again; else null
 * @param standsFor the table whose old name a view keeps; else null
 */
public record CreateDefinition(
    Definition definition, @Nullable Definition before, @Nullable ObjectId standsFor)
    implements Change {
  private static final Set<ObjectKind> WITHOUT_NAMESPACE =
      Set.of(
          ObjectKind.EXTENSION, ObjectKind.EVENT_TRIGGER, ObjectKind.PUBLICATION, ObjectKind.CAST);

  /** Something that was not there. */
  public CreateDefinition(Definition definition) {
    this(definition, null, null);
  }

  /** Something that was dropped to be created again. */
  public static CreateDefinition again(Definition before, Definition after) {
    return new CreateDefinition(after, before, null);
  }

  /** A view under the old name of a table. */
  public static CreateDefinition standIn(Definition view, ObjectId table) {
    return new CreateDefinition(view, null, table);
  }

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
  public String line() {
    return ObjectWords.name(object());
  }

  @Override
  public List<Statement> up() {
    if (standsFor != null) {
      return DefinitionSql.create(definition, List.of(LiveState.standIn(definition, standsFor)));
    }
    return before == null
        ? DefinitionSql.create(definition, List.of())
        : DefinitionSql.createAgain(before, definition);
  }

  @Override
  public Half half(Schema from, Schema to) {
    return object().kind() == ObjectKind.POLICY && DefinitionSql.isRestrictive(definition)
        ? Half.CONTRACT
        : Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new DropDefinition(definition, before, standsFor);
  }

  @Override
  public Dependencies dependencies() {
    Dependencies all = Dependencies.NONE.creating(List.of(object()));
    return WITHOUT_NAMESPACE.contains(object().kind())
        ? all
        : all.needing(List.of(References.namespace(object().qualifiedName())));
  }
}

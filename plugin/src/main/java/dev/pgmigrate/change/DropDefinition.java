package dev.pgmigrate.change;

import dev.pgmigrate.ddl.DefinitionSql;
import dev.pgmigrate.ddl.LiveState;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A view, function, trigger or another object that PostgreSQL keeps whole goes.
 *
 * @param after what it will be, when it is dropped to be created again; else null
 * @param standsFor the table whose old name a view keeps; else null
 */
public record DropDefinition(
    Definition definition, @Nullable Definition after, @Nullable ObjectId standsFor)
    implements Change {
  /** Something that goes for good. */
  public DropDefinition(Definition definition) {
    this(definition, null, null);
  }

  /** Something that is dropped to be created again. */
  public static DropDefinition again(Definition before, Definition after) {
    return new DropDefinition(before, after, null);
  }

  @Override
  public Optional<LiveState.Recreated> recreated() {
    return LiveState.recreated(definition, after);
  }

  @Override
  public ObjectId object() {
    return definition.id();
  }

  @Override
  public Optional<ObjectId> tableId() {
    return reverse().tableId();
  }

  @Override
  public String line() {
    return ObjectWords.name(object());
  }

  @Override
  public List<Statement> up() {
    return SqlText.statements(DefinitionSql.drop(definition));
  }

  @Override
  public Half half(Schema from, Schema to) {
    return switch (object().kind()) {
      case POLICY -> DefinitionSql.isRestrictive(definition) ? Half.EXPAND : Half.CONTRACT;
      case EVENT_TRIGGER, PUBLICATION, STATISTICS -> Half.EXPAND;
      default -> after == null ? Half.CONTRACT : Half.EXPAND;
    };
  }

  /**
   * A view without a column, a function with another result, a policy for other rows: none of them
   * has two forms at once.
   */
  @Override
  public Optional<String> suitsOneRelease() {
    if (object().kind() == ObjectKind.POLICY) {
      return after == null || after.sql().equals(definition.sql())
          ? Optional.empty()
          : Optional.of(object() + " applies to other rows, also for the previous release");
    }
    List<String> before = definition.signature();
    List<String> now = after == null ? null : after.signature();
    if (before == null || now == null) {
      return Optional.empty();
    }
    if (object().kind() == ObjectKind.VIEW) {
      return columns(now).containsAll(columns(before))
          ? Optional.empty()
          : Optional.of(object() + " loses columns that the previous release reads");
    }
    return now.equals(before)
        ? Optional.empty()
        : Optional.of(
            object() + " returns one thing for the previous release and another for the new one");
  }

  /** The names of a view's columns, without their types. */
  private static List<String> columns(List<String> signature) {
    return signature.stream()
        .map(column -> column.replaceFirst("^(\"(?:[^\"]|\"\")*\"|\\S+).*$", "$1"))
        .toList();
  }

  @Override
  public Change reverse() {
    return new CreateDefinition(definition, after, standsFor);
  }

  @Override
  public Dependencies dependencies() {
    return reverse().dependencies().reversed();
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.ddl.DefinitionSql;
import dev.pgmigrate.ddl.LiveState;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * CREATE OR REPLACE: another body, the same columns or arguments and perhaps more; whoever uses it
 * stays. The way back from more columns is to drop and create it.
 */
public record ReplaceDefinition(Definition from, Definition to) implements Change {
  @Override
  public ObjectId object() {
    return to.id();
  }

  @Override
  public String line() {
    if (!from.sql().equals(to.sql())) {
      return ObjectWords.name(object()) + ": another definition";
    }
    List<String> statements = up().stream().map(Statement::sql).toList();
    return ObjectWords.oneLine(ObjectWords.name(object()) + ": " + String.join(", ", statements));
  }

  @Override
  public List<Statement> up() {
    return DefinitionSql.replace(from, to);
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new ReplaceDefinition(to, from);
  }

  @Override
  public Optional<LiveState.Recreated> recreated() {
    return LiveState.recreated(from, drops() ? to : null);
  }

  /** Whether it is dropped and created again, with all that it has. */
  private boolean drops() {
    return !from.sql().equals(to.sql()) && !from.replaceableBy(to);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE.altering(List.of(object()));
  }

  @Override
  public Set<ObjectId> coveredObjects() {
    return Set.of(object());
  }

  @Override
  public boolean covers(Change other) {
    boolean retold = other instanceof SetComment || other instanceof ChangeAccess;
    return retold && drops() && other.object().equals(object());
  }
}

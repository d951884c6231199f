package dev.pgmigrate.change;

import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Owner or privileges of an object that stays. */
public record ChangeAccess(ObjectId object, Access from, Access to) implements Change {
  @Override
  public List<Statement> up() {
    return Sql.statements(AccessSql.between(object, from, to));
  }

  @Override
  public Set<ObjectId> locks() {
    return Objects.equals(from.owner(), to.owner()) ? Set.of() : Change.super.locks();
  }

  @Override
  public Change reverse() {
    return new ChangeAccess(object, to, from);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE.needing(List.of(object));
  }
}

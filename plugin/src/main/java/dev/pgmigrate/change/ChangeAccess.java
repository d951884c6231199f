package dev.pgmigrate.change;

import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.sql.Statement;
import java.util.List;

/** Owner or privileges of an object that stays. */
public record ChangeAccess(ObjectId object, Access from, Access to) implements Change {
  @Override
  public List<Statement> up() {
    return Sql.statements(AccessSql.between(object, from, to));
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

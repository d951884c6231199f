package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;

/** A table gets other parents, or is attached to or detached from a partitioned table. */
public record AlterInheritance(Table from, Table to) implements Change {
  @Override
  public ObjectId object() {
    return to.id();
  }

  @Override
  public Change reverse() {
    return new AlterInheritance(to, from);
  }
}

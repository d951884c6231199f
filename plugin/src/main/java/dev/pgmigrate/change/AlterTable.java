package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;

/**
 * A table's persistence, storage parameters, tablespace, access method or replica identity change.
 */
public record AlterTable(Table from, Table to) implements Change {
  @Override
  public ObjectId object() {
    return to.id();
  }

  @Override
  public Change reverse() {
    return new AlterTable(to, from);
  }
}

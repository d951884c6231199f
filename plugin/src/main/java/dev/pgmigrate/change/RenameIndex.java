package dev.pgmigrate.change;

import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;

/** An index gets another name. */
public record RenameIndex(Table table, Index from, Index to) implements Change {
  @Override
  public ObjectId object() {
    return table.indexId(to);
  }

  @Override
  public Change reverse() {
    return new RenameIndex(table, to, from);
  }
}

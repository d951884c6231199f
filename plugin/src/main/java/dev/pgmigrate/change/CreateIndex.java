package dev.pgmigrate.change;

import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;

/** A new index. */
public record CreateIndex(Table table, Index index) implements Change {
  @Override
  public ObjectId object() {
    return table.indexId(index);
  }

  @Override
  public Change reverse() {
    return new DropIndex(table, index);
  }
}

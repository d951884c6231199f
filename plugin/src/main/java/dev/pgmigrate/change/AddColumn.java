package dev.pgmigrate.change;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;

/** A new column. */
public record AddColumn(Table table, Column column) implements Change {
  @Override
  public ObjectId object() {
    return table.columnId(column.name());
  }

  @Override
  public Change reverse() {
    return new DropColumn(table, column);
  }
}

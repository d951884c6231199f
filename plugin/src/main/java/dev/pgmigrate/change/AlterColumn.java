package dev.pgmigrate.change;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;

/** Any aspect of a column changes, but its name, comment and privileges. */
public record AlterColumn(Table table, Column from, Column to) implements Change {
  @Override
  public ObjectId object() {
    return table.columnId(to.name());
  }

  @Override
  public Change reverse() {
    return new AlterColumn(table, to, from);
  }
}

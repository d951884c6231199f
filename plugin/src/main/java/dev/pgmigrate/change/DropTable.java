package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;
import java.util.List;

/** A table goes, with its rows; its indexes and foreign keys are changes of their own. */
public record DropTable(Table table) implements Change {
  /** The table and everything of it that is a change of its own: indexes, foreign keys. */
  public static List<Change> all(Table table) {
    return CreateTable.all(table).stream().map(Change::reverse).toList();
  }

  @Override
  public ObjectId object() {
    return table.id();
  }

  @Override
  public Change reverse() {
    return new CreateTable(table);
  }
}

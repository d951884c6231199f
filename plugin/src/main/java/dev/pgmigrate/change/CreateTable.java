package dev.pgmigrate.change;

import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * A new table with its columns and constraints; its indexes and foreign keys are changes of their
 * own.
 */
public record CreateTable(Table table) implements Change {
  /** The table and everything of it that is a change of its own: indexes, foreign keys. */
  public static List<Change> all(Table table) {
    List<Change> all = new ArrayList<>();
    all.add(new CreateTable(table));
    table.indexes().forEach(index -> all.add(new CreateIndex(table, index)));
    table.constraints().stream()
        .filter(ForeignKey.class::isInstance)
        .forEach(key -> all.add(new AddConstraint(table, key)));
    return List.copyOf(all);
  }

  @Override
  public ObjectId object() {
    return table.id();
  }

  @Override
  public Change reverse() {
    return new DropTable(table);
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;

/** An index changes in a way that needs no re-creation; see {@link #reaches}. */
public record AlterIndex(Table table, Index from, Index to) implements Change {
  /** Whether PostgreSQL can lead the one to the other without building the index anew. */
  public static boolean reaches(Index from, Index to) {
    return false;
  }

  @Override
  public ObjectId object() {
    return table.indexId(to);
  }

  @Override
  public Change reverse() {
    return new AlterIndex(table, to, from);
  }
}

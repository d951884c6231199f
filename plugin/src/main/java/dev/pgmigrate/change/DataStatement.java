package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;
import java.util.List;

/** Rows that a model's own DDL writes; taken over word for word. */
public record DataStatement(ObjectId table, List<String> forward, List<String> backward)
    implements Change {
  @Override
  public ObjectId object() {
    return table;
  }

  @Override
  public Change reverse() {
    return new DataStatement(table, backward, forward);
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.List;

/**
 * Rows that a model's own DDL writes; taken over word for word.
 *
 * @param table the table that is written
 * @param forward the statements
 * @param backward what takes them back; empty where nothing is known to
 */
public record DataStatement(ObjectId table, List<String> forward, List<String> backward)
    implements Change {
  public DataStatement {
    forward = List.copyOf(forward);
    backward = List.copyOf(backward);
  }

  @Override
  public ObjectId object() {
    return table;
  }

  @Override
  public String line() {
    return ObjectWords.name(object()) + ": rows that the model inserts";
  }

  @Override
  public List<Statement> up() {
    return SqlText.statements(forward);
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new DataStatement(table, backward, forward);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE.within(table);
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.ddl.IndexSql;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Optional;

/** An index goes. */
public record DropIndex(Table table, Index index) implements Change {
  @Override
  public ObjectId object() {
    return table.indexId(index);
  }

  @Override
  public Optional<ObjectId> tableId() {
    return Optional.of(table.id());
  }

  @Override
  public String line() {
    return ObjectWords.whole(table, index);
  }

  @Override
  public List<Statement> up() {
    return SqlText.statements("DROP INDEX " + IndexSql.name(table, index.name()));
  }

  @Override
  public List<Stage> stages(Schema from, Schema to, Features features) {
    return Stage.back(reverse().stages(to, from, features));
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new CreateIndex(table, index);
  }

  @Override
  public Dependencies dependencies() {
    return reverse().dependencies().reversed();
  }
}

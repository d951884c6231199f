package dev.pgmigrate.change;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
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
    if (!TableSql.carriesReplicaIdentity(table)) {
      all.add(new AlterTable(TableSql.withoutReplicaIdentity(table), table));
    }
    return List.copyOf(all);
  }

  @Override
  public ObjectId object() {
    return table.id();
  }

  @Override
  public List<Statement> up() {
    return Sql.statements(TableSql.create(table));
  }

  @Override
  public Change reverse() {
    return new DropTable(table);
  }

  @Override
  public Dependencies dependencies() {
    Dependencies all =
        Dependencies.NONE
            .creating(List.of(object()))
            .needing(List.of(Parts.namespace(table.name())))
            .needing(TableSql.parents(table));
    for (Column column : table.columns()) {
      all = all.creating(List.of(table.columnId(column.name()))).needing(Parts.of(column));
    }
    for (Constraint constraint : TableSql.inline(table)) {
      all = all.creating(Parts.ids(table, constraint));
    }
    return all;
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.ddl.TableSql;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A new table with its columns and constraints; its indexes and foreign keys are changes of their
 * own.
 *
 * @param inherited the columns as its parents hand them down; a default or NOT NULL of its own
 *     comes on top
 * @param rowsMove whether its rows come from other tables, and go there on the way back
 */
public record CreateTable(Table table, List<Column> inherited, boolean rowsMove) implements Change {
  public CreateTable {
    inherited = List.copyOf(inherited);
  }

  /** A new table without parents. */
  public CreateTable(Table table) {
    this(table, List.of(), false);
  }

  /**
   * The table and everything of it that is a change of its own: indexes, foreign keys.
   *
   * @param schema where its parents are
   * @param other the schema without the table: its parents may have other columns there
   */
  public static List<Change> all(Table table, Schema schema, Schema other) {
    List<Change> all = new ArrayList<>();
    Table standalone = PartitionParts.standalone(table, schema).orElse(null);
    if (standalone != null) {
      all.addAll(all(standalone, schema, other));
      all.addAll(AlterInheritance.all(standalone, table, other, schema, Set.of()));
      return List.copyOf(all);
    }
    all.add(new CreateTable(table, inherited(table, schema), false));
    table.indexes().forEach(index -> all.add(new CreateIndex(table, index)));
    table.constraints(ForeignKey.class).forEach(key -> all.add(new AddConstraint(table, key)));
    if (!TableSql.carriesReplicaIdentity(table)) {
      all.add(new AlterTable(table.withReplicaIdentity(null), table));
    }
    return List.copyOf(all);
  }

  private static List<Column> inherited(Table table, Schema schema) {
    List<Column> handedDown =
        TableSql.parents(table).stream()
            .flatMap(parent -> schema.table(parent.qualifiedName()).stream())
            .flatMap(parent -> parent.columns().stream())
            .toList();
    return table.columns().stream()
        .filter(column -> !column.local())
        .flatMap(
            column ->
                handedDown.stream().filter(down -> down.name().equals(column.name())).limit(1))
        .toList();
  }

  @Override
  public ObjectId object() {
    return table.id();
  }

  @Override
  public String line() {
    return ObjectWords.name(object());
  }

  @Override
  public List<Statement> up() {
    return SqlText.statements(TableSql.create(table, inherited));
  }

  @Override
  public Set<ObjectId> locks() {
    return Set.copyOf(TableSql.parents(table));
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new DropTable(table, inherited, rowsMove);
  }

  @Override
  public Dependencies dependencies() {
    Dependencies all =
        Dependencies.NONE
            .creating(List.of(object()))
            .needing(List.of(References.namespace(table.name())))
            .needing(TableSql.parents(table))
            .altering(TableSql.partitions(table))
            .creating(TableSql.place(table));
    List<String> handedDown = inherited.stream().map(Column::name).toList();
    for (ObjectId parent : TableSql.parents(table)) {
      all = all.needing(References.columns(parent.qualifiedName(), handedDown));
    }
    List<ObjectId> parts = new ArrayList<>();
    List<ObjectId> types = new ArrayList<>();
    for (Column column : table.columns()) {
      parts.add(table.columnId(column.name()));
      types.addAll(References.of(column));
    }
    for (Constraint constraint : TableSql.inline(table)) {
      parts.addAll(References.ids(table, constraint));
    }
    return all.creating(parts).needing(types);
  }
}

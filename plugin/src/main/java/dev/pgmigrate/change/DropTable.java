package dev.pgmigrate.change;

import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.ddl.TableSql;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Partition;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table goes, with its rows; its indexes and foreign keys are changes of their own.
 *
 * @param inherited as in {@link CreateTable}
 * @param rowsMove whether {@link MoveRows} keeps its rows
 */
public record DropTable(Table table, List<Column> inherited, boolean rowsMove) implements Change {
  public DropTable {
    inherited = List.copyOf(inherited);
  }

  /**
   * The table and everything of it that is a change of its own: indexes, foreign keys.
   *
   * @param schema where its parents are
   * @param other as in {@link CreateTable#all}
   */
  public static List<Change> all(Table table, Schema schema, Schema other) {
    return CreateTable.all(table, schema, other).stream().map(Change::reverse).toList();
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
    Partition partition = table.partition();
    String drop = "DROP TABLE " + SqlText.name(table.name());
    // As long as it is a partition, foreign keys to the partitioned table depend on it.
    return partition == null
        ? SqlText.statements(drop)
        : SqlText.statements(TableSql.detach(table.name(), partition), drop);
  }

  @Override
  public Set<ObjectId> locks() {
    Set<ObjectId> all = new TreeSet<>(TableSql.parents(table));
    all.add(table.id());
    return all;
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.CONTRACT;
  }

  @Override
  public Change reverse() {
    return new CreateTable(table, inherited, rowsMove);
  }

  @Override
  public Dependencies dependencies() {
    return reverse().dependencies().reversed();
  }

  /**
   * The change, if it is about one of these tables, without a loss of rows.
   *
   * @param kept the tables whose rows move on the way up; {@code keptBack} on the way down
   */
  public static Change movingRows(
      Change change, Set<QualifiedName> kept, Set<QualifiedName> keptBack) {
    if (change instanceof DropTable drop && kept.contains(drop.table().name())) {
      return new DropTable(drop.table(), drop.inherited(), true);
    }
    return change instanceof CreateTable create && keptBack.contains(create.table().name())
        ? new CreateTable(create.table(), create.inherited(), true)
        : change;
  }

  @Override
  public Optional<String> loss() {
    return rowsMove ? Optional.empty() : Optional.of("the rows of " + SqlText.name(table.name()));
  }

  @Override
  public List<Warning> warnings() {
    if (rowsMove) {
      return List.of();
    }
    String name = SqlText.name(table.name());
    return List.of(
        WarningKind.DATA_LOSS.on(
            object(),
            "drops table " + name + " with its rows",
            Offenders.all(table.name(), "are lost")));
  }
}

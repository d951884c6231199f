package dev.pgmigrate.change;

import dev.pgmigrate.ddl.ConstraintSql;
import dev.pgmigrate.ddl.IndexSql;
import dev.pgmigrate.ddl.Partitions;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.KeyConstraint;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.ObjectName;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Indexes, and the keys that stand on one, in stages during which rows can be read and written.
 *
 * <p>CREATE INDEX CONCURRENTLY does not take a partitioned table. So the index is built on each
 * partition; then it is made on the table alone, which is an entry in the catalog, and the others
 * are attached to it.
 *
 * @param schema where the partitions are
 */
record OnlineIndex(Schema schema) {
  private static final String IF_EXISTS = "IF EXISTS ";

  /** A new index. */
  List<Stage> create(Table table, Index index) {
    List<Stage> stages = new ArrayList<>(built(index.name(), table, index, ""));
    List<String> described = IndexSql.described(table, index);
    if (!described.isEmpty()) {
      stages.add(Stage.brief(SqlText.statements(described), List.of()));
    }
    return stages;
  }

  /**
   * The index itself; where it is partitioned, those below it first.
   *
   * @param root what it is called on the table that is partitioned first
   * @param ifExists what stands before the name where it goes, for it may have gone along
   */
  private List<Stage> built(String root, Table table, Index index, String ifExists) {
    String name = ifExists + IndexSql.name(table, index.name());
    if (table.partitionBy() == null) {
      return List.of(
          Stage.outside(
              IndexSql.definition("CONCURRENTLY", table, index),
              "DROP INDEX CONCURRENTLY " + name));
    }
    List<Stage> stages = new ArrayList<>();
    List<String> attach = new ArrayList<>();
    for (Table partition : Partitions.of(table, schema)) {
      Index part = part(root, index.name(), index, partition);
      built(root, partition, part, IF_EXISTS).forEach(stage -> stages.add(stage.tidied()));
      attach.add(attach(table, index.name(), partition, part.name()));
    }
    List<Statement> parent =
        new ArrayList<>(SqlText.statements(IndexSql.definition("ON ONLY", table, index)));
    parent.addAll(SqlText.statements(attach));
    Statement away =
        Statement.of("DROP INDEX " + name)
            .withComments(
                List.of(
                    "also drops the indexes of the partitions; PostgreSQL has no CONCURRENTLY for it"));
    stages.add(Stage.alone(parent, List.of(away)));
    return stages;
  }

  /**
   * A unique constraint or primary key over an index that is built first, and that gets the name of
   * the constraint with it.
   */
  List<Stage> add(Table table, KeyIndex key) {
    return add(key.index().name(), table, key, "");
  }

  private List<Stage> add(String root, Table table, KeyIndex key, String ifExists) {
    String name = key.key().name();
    String alter = "ALTER TABLE " + SqlText.name(table.name());
    List<Statement> drop =
        SqlText.statements(alter + " DROP CONSTRAINT " + ifExists + SqlText.name(name));
    List<Stage> stages = new ArrayList<>();
    if (table.partitionBy() == null) {
      built(root, table, key.index(), IF_EXISTS).forEach(stage -> stages.add(stage.tidied()));
      stages.add(Stage.brief(SqlText.statements(alter + " ADD " + key.usingIndex()), drop));
      return stages;
    }
    List<String> parent = new ArrayList<>();
    parent.add("ALTER TABLE ONLY " + SqlText.name(table.name()) + " ADD " + key.definition());
    for (Table partition : Partitions.of(table, schema)) {
      KeyIndex part = key.withIndex(part(root, name, key.index(), partition));
      add(root, partition, part, IF_EXISTS).forEach(stage -> stages.add(stage.tidied()));
      parent.add(attach(table, name, partition, part.index().name()));
    }
    stages.add(Stage.alone(SqlText.statements(parent), drop));
    return stages;
  }

  /**
   * Named as PostgreSQL does, where that is known; else after both, so that it meets no other index
   * of the partition.
   *
   * @param parent name of the index that it belongs to
   */
  private static Index part(String root, String parent, Index index, Table partition) {
    return index.withName(
        PartitionParts.name(partition, parent)
            .orElseGet(() -> ObjectName.of(partition.name().name(), root, "idx")));
  }

  private static String attach(Table table, String index, Table partition, String part) {
    return "ALTER INDEX "
        + IndexSql.name(table, index)
        + " ATTACH PARTITION "
        + IndexSql.name(partition, part);
  }

  /**
   * A primary key or unique constraint and the index under it.
   *
   * @param key a primary key or unique constraint
   */
  record KeyIndex(Index index, Constraint key) {
    /** Whose index is built under another name. */
    static KeyIndex of(Constraint key, String name) {
      return new KeyIndex(of(key).index.withName(name), key);
    }

    static KeyIndex of(Constraint key) {
      return new KeyIndex(
          new Index(
              key.name(),
              "btree",
              key.columns().stream()
                  .map(column -> new IndexKey(column, null, null, null, false, false))
                  .toList(),
              key.include(),
              true,
              key instanceof KeyConstraint unique && unique.nullsNotDistinct(),
              null,
              key.parameters(),
              key.tablespace(),
              true,
              false,
              null),
          key);
    }

    KeyIndex withIndex(Index other) {
      return new KeyIndex(other, key.withName(other.name()));
    }

    String definition() {
      return ConstraintSql.definition(key);
    }

    String usingIndex() {
      return "CONSTRAINT "
          + SqlText.name(key.name())
          + (key.kind() == ObjectKind.PRIMARY_KEY ? " PRIMARY KEY" : " UNIQUE")
          + " USING INDEX "
          + SqlText.name(index.name())
          + ConstraintSql.deferral(key.deferral());
    }
  }
}

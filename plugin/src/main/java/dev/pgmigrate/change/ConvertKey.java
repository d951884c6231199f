package dev.pgmigrate.change;

import dev.pgmigrate.ddl.CommentSql;
import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.ddl.IndexSql;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.ddl.TableSql;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Deferral;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Unique;
import dev.pgmigrate.sql.ObjectName;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A unique index becomes a unique constraint, which takes the index over as it is; or a constraint
 * becomes an index, which is built before the constraint goes.
 *
 * @param toConstraint the direction
 */
public record ConvertKey(Table table, Index index, Unique constraint, boolean toConstraint)
    implements Change {
  /**
   * Whether the constraint can take over the index: PostgreSQL takes plain ones of tables that are
   * not partitioned. What goes by the index's name must not lose it.
   */
  public static boolean reaches(Table from, Table to, Index index, Constraint constraint) {
    return constraint instanceof Unique unique
        && unique.deferral() == Deferral.NOT_DEFERRABLE
        && !unique.isTemporal()
        && isPlain(from)
        && isPlain(to)
        && OnlineIndex.KeyIndex.of(unique)
            .index()
            .equals(index.withName(unique.name()).withComment(null));
  }

  private static boolean isPlain(Table table) {
    return table.partitionBy() == null
        && table.partition() == null
        && TableSql.replicaIndex(table).isEmpty();
  }

  @Override
  public ObjectId object() {
    return toConstraint ? table.constraintId(constraint) : table.indexId(index);
  }

  @Override
  public Optional<ObjectId> tableId() {
    return Optional.of(table.id());
  }

  @Override
  public String line() {
    String ofIndex = ObjectWords.name(table, index);
    String ofConstraint = ObjectWords.name(table, constraint);
    return toConstraint
        ? ofIndex + " becomes " + ofConstraint
        : ofConstraint + " becomes " + ofIndex;
  }

  @Override
  public List<Statement> up() {
    if (toConstraint) {
      return adopt();
    }
    List<Statement> all =
        new ArrayList<>(SqlText.statements(IndexSql.definition("", table, built())));
    all.addAll(leave());
    return all;
  }

  @Override
  public List<Stage> stages(Schema from, Schema to, Features features) {
    if (toConstraint) {
      return Stage.back(reverse().stages(to, from, features));
    }
    return List.of(
        Stage.outside(
                IndexSql.definition("CONCURRENTLY", table, built()),
                "DROP INDEX CONCURRENTLY IF EXISTS " + IndexSql.name(table, built().name()))
            .tidied(),
        Stage.brief(leave(), adopt()));
  }

  /** The index as it is built beside the constraint. */
  private Index built() {
    return isOneName() ? index.withName(ObjectName.of(index.name(), "", "new")) : index;
  }

  private boolean isOneName() {
    return index.name().equals(constraint.name());
  }

  private List<Statement> adopt() {
    List<String> sql = new ArrayList<>();
    sql.add(
        "ALTER TABLE "
            + SqlText.name(table.name())
            + " ADD "
            + new OnlineIndex.KeyIndex(index, constraint).usingIndex());
    if (index.comment() != null) {
      sql.add("COMMENT ON INDEX " + IndexSql.name(table, constraint.name()) + " IS NULL");
    }
    sql.addAll(CommentSql.of(table, constraint));
    return SqlText.statements(sql);
  }

  private List<Statement> leave() {
    List<Statement> sql = new ArrayList<>(new DropConstraint(table, constraint).up());
    if (isOneName()) {
      sql.addAll(new RenameIndex(table, built(), index).up());
    }
    sql.addAll(SqlText.statements(IndexSql.described(table, index)));
    return sql;
  }

  /** Rows are as unique as before, for either release. */
  @Override
  public Half half(Schema from, Schema to) {
    return Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new ConvertKey(table, index, constraint, !toConstraint);
  }

  @Override
  public Dependencies dependencies() {
    Dependencies own =
        Dependencies.NONE
            .dropping(References.ids(table, index))
            .creating(References.ids(table, constraint))
            .within(table.id())
            .needing(References.columns(table.name(), constraint.columns()));
    return toConstraint ? own : own.reversed();
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.ddl.CommentSql;
import dev.pgmigrate.ddl.ConstraintSql;
import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.Partitions;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A new constraint. */
public record AddConstraint(Table table, Constraint constraint) implements Change {
  @Override
  public ObjectId object() {
    return table.constraintId(constraint);
  }

  @Override
  public Optional<ObjectId> tableId() {
    return Optional.of(table.id());
  }

  @Override
  public String line() {
    return ObjectWords.whole(table, constraint);
  }

  @Override
  public List<Statement> up() {
    List<String> sql = new ArrayList<>();
    sql.add(
        "ALTER TABLE "
            + SqlText.name(table.name())
            + " ADD "
            + ConstraintSql.definition(constraint));
    sql.addAll(CommentSql.of(table, constraint));
    return SqlText.statements(sql);
  }

  @Override
  public Set<ObjectId> locks() {
    Set<ObjectId> all = new TreeSet<>(Set.of(table.id()));
    if (constraint instanceof ForeignKey key) {
      all.add(ObjectId.table(key.target()));
    }
    return all;
  }

  @Override
  public List<Stage> stages(Schema from, Schema to, Features features) {
    return isOnline(from, to)
        ? OnlineConstraint.add(table, constraint, to)
        : List.of(Stage.alone(up(), reverse().up()));
  }

  /** A constraint of a partitioned table comes to all of its partitions at once, or one by one. */
  private boolean isOnline(Schema from, Schema to) {
    boolean partitioned = table.partitionBy() != null;
    if (constraint instanceof ForeignKey key) {
      return !partitioned || !key.validated();
    }
    // A GiST index cannot be built first and then be the key's.
    return constraint.kind() != ObjectKind.EXCLUSION
        && !constraint.isTemporal()
        && (!partitioned
            || constraint.kind() == ObjectKind.CHECK
            || Partitions.stay(table, from, to));
  }

  @Override
  public List<Warning> blocking(Schema from, Schema to) {
    if (isOnline(from, to)) {
      return List.of();
    }
    return List.of(
        constraint instanceof ForeignKey key
            ? WarningKind.LONG_LOCK.on(
                object(),
                "checks all rows while nobody can write to "
                    + SqlText.name(table.name())
                    + " or "
                    + SqlText.name(key.target())
                    + ": PostgreSQL before 18 has no NOT VALID for this foreign key")
            : WarningKind.LONG_LOCK.building(object(), table));
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Strictness.refuses(table, constraint, from) ? Half.CONTRACT : Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new DropConstraint(table, constraint);
  }

  @Override
  public Dependencies dependencies() {
    Dependencies own =
        Dependencies.NONE
            .creating(References.ids(table, constraint))
            .within(table.id())
            .needing(References.columns(table.name(), References.columns(table, constraint)));
    return constraint instanceof ForeignKey key
        ? own.within(ObjectId.table(key.target()))
            .needing(References.columns(key.target(), key.targetColumns()))
            .needing(List.of(References.key(key.target(), key.targetColumns())))
            .needing(List.of(References.partitions(key.target())))
            .needing(List.of(Persistence.neededBy(table, key)))
        : own;
  }

  @Override
  public List<Warning> warnings() {
    return ConstraintWarnings.of(table, constraint);
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  public List<Statement> up() {
    List<String> sql = new ArrayList<>();
    sql.add(
        "ALTER TABLE " + Sql.name(table.name()) + " ADD " + ConstraintSql.definition(constraint));
    sql.addAll(CommentSql.of(table, constraint));
    return Sql.statements(sql);
  }

  @Override
  public Change reverse() {
    return new DropConstraint(table, constraint);
  }

  @Override
  public Dependencies dependencies() {
    Dependencies own =
        Dependencies.NONE
            .creating(Parts.ids(table, constraint))
            .within(table.id())
            .needing(Parts.columns(table.name(), Parts.columns(table, constraint)));
    return constraint instanceof ForeignKey key
        ? own.within(ObjectId.table(key.target()))
            .needing(Parts.columns(key.target(), key.targetColumns()))
            .needing(List.of(Parts.key(key.target(), key.targetColumns())))
            .needing(List.of(Parts.partitions(key.target())))
        : own;
  }

  @Override
  public List<Warning> warnings() {
    return ConstraintWarnings.of(table, constraint);
  }
}

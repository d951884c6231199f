package dev.pgmigrate.change;

import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;

/** A constraint gets another name. */
public record RenameConstraint(Table table, Constraint from, Constraint to) implements Change {
  @Override
  public ObjectId object() {
    return table.constraintId(to);
  }

  @Override
  public Change reverse() {
    return new RenameConstraint(table, to, from);
  }
}

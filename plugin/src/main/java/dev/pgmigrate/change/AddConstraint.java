package dev.pgmigrate.change;

import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;

/** A new constraint. */
public record AddConstraint(Table table, Constraint constraint) implements Change {
  @Override
  public ObjectId object() {
    return table.constraintId(constraint);
  }

  @Override
  public Change reverse() {
    return new DropConstraint(table, constraint);
  }
}

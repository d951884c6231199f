package dev.pgmigrate.change;

import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;

/** A constraint goes. */
public record DropConstraint(Table table, Constraint constraint) implements Change {
  @Override
  public ObjectId object() {
    return table.constraintId(constraint);
  }

  @Override
  public Change reverse() {
    return new AddConstraint(table, constraint);
  }
}

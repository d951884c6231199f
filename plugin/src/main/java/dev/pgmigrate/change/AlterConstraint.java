package dev.pgmigrate.change;

import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;

/** A constraint changes in a way that needs no re-creation; see {@link #reaches}. */
public record AlterConstraint(Table table, Constraint from, Constraint to) implements Change {
  /** Whether PostgreSQL can lead the one to the other without building the constraint anew. */
  public static boolean reaches(Constraint from, Constraint to) {
    return false;
  }

  @Override
  public ObjectId object() {
    return table.constraintId(to);
  }

  @Override
  public Change reverse() {
    return new AlterConstraint(table, to, from);
  }
}

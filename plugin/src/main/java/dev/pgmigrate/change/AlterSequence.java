package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Sequence;

/** A sequence's options or its persistence change. */
public record AlterSequence(Sequence from, Sequence to) implements Change {
  @Override
  public ObjectId object() {
    return to.id();
  }

  @Override
  public Change reverse() {
    return new AlterSequence(to, from);
  }
}

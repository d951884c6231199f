package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/** A sequence is tied to a column, or untied. */
public record SetSequenceOwner(
    QualifiedName sequence, @Nullable ObjectId from, @Nullable ObjectId to) implements Change {
  @Override
  public ObjectId object() {
    return ObjectId.of(ObjectKind.SEQUENCE, sequence);
  }

  @Override
  public Change reverse() {
    return new SetSequenceOwner(sequence, to, from);
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Sequence;
import java.util.List;

/** A new sequence, not yet owned by a column. */
public record CreateSequence(Sequence sequence) implements Change {
  /** The sequence and, where a column owns it, the tie between the two. */
  public static List<Change> all(Sequence sequence) {
    return sequence.ownedBy() == null
        ? List.of(new CreateSequence(sequence))
        : List.of(
            new CreateSequence(sequence),
            new SetSequenceOwner(sequence.name(), null, sequence.ownedBy()));
  }

  @Override
  public ObjectId object() {
    return sequence.id();
  }

  @Override
  public Change reverse() {
    return new DropSequence(sequence);
  }
}

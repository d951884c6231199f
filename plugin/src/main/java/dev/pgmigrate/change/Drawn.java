package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * The sequence that the application draws a column's values from itself, which no default says.
 *
 * @param before where the previous release takes them from; null when PostgreSQL numbers its rows
 * @param after where the new release takes them from; null likewise
 * @param inUse whether the sequence is there before and afterwards: others may draw from it
 */
public record Drawn(@Nullable Sequence before, @Nullable Sequence after, boolean inUse) {
  /** Both leave it to PostgreSQL, or nobody knows. */
  public static final Drawn NOWHERE = new Drawn(null, null, false);

  Drawn reversed() {
    return new Drawn(after, before, inUse);
  }

  boolean before(ObjectId sequence) {
    return before != null && before.id().equals(sequence);
  }

  /** Whether a sequence is one of the two, and others may draw from it. */
  boolean inUse(ObjectId sequence) {
    return inUse && (before(sequence) || (after != null && after.id().equals(sequence)));
  }
}

package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Sequence;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Rows of a table that get their numbers from a sequence, which the sequence itself does not know.
 *
 * @param start where the sequence begins when it comes
 * @param beside the sequences that another release, which runs at the same time, draws from
 * @param roles whom the revisions let insert: the sequence's own privileges say what they may
 */
public record Numbered(
    QualifiedName table,
    Column column,
    Start start,
    List<Sequence> beside,
    SortedSet<String> roles) {
  /** Where a new sequence begins under rows. */
  public enum Start {
    /** Far beyond the rows and the sequences beside it: another release numbers rows meanwhile. */
    FAR_BEYOND,
    /** Right after the rows and the sequences beside it, which nobody draws from any more. */
    RIGHT_AFTER,
    /**
     * Also beyond what numbered the rows so far, which goes in the same transaction and says first
     * where it stood.
     */
    BEYOND_KEPT,
    /** Where the change of the column's default sets it. */
    BY_DEFAULT
  }

  public Numbered {
    beside = List.copyOf(beside);
    roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
  }

  /** The column whose values it gives. */
  public ObjectId id() {
    return ObjectId.column(table, column.name());
  }
}

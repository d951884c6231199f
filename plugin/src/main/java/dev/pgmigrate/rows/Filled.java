package dev.pgmigrate.rows;

import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import java.util.List;

/**
 * What became of the tables that were to be filled.
 *
 * @param tables those that have rows, in the order in which they were filled
 * @param empty those that have none
 * @param neverNull the columns that may be NULL, and are not in any row: as few as these are, each
 *     has to keep its value
 */
public record Filled(List<QualifiedName> tables, List<Empty> empty, List<ObjectId> neverNull) {
  /**
   * A table without rows.
   *
   * @param why a clause, mostly PostgreSQL's sentence
   */
  public record Empty(QualifiedName table, String why) {}

  public Filled {
    tables = List.copyOf(tables);
    empty = List.copyOf(empty);
    neverNull = List.copyOf(neverNull);
  }
}

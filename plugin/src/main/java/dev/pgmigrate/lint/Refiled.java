package dev.pgmigrate.lint;

import org.apiguardian.api.API;

/**
 * A table, materialized view or index whose rows are in another file now, although nothing about
 * them has changed as it does when {@link Effects#rewritten} reports it: a TRUNCATE, CLUSTER,
 * REFRESH, REINDEX or a move, wherever it was executed.
 *
 * @param relation an index only where its table is none of them
 */
@API(status = API.Status.EXPERIMENTAL)
public record Refiled(Relation relation, How how) {
  /** What became of the rows. */
  public enum How {
    /** They are gone. */
    EMPTIED,
    /** They were read, and written or built again. */
    COPIED,
    /** They were copied to another tablespace. */
    MOVED
  }
}

/**
 * The journal and the lease in the target database: tables migrate_history and migrate_lock.
 *
 * <p>In: rows and heartbeats of a run. Out: what the database says of earlier runs, and whether a
 * person has to approve what is done to it.
 *
 * <p>Start at {@link dev.pgmigrate.history.PostgresJournal}.
 */
@NullMarked
package dev.pgmigrate.history;

import org.jspecify.annotations.NullMarked;

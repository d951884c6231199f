/**
 * The journal and the lease in the target database: tables migrate_history and migrate_lock.
 *
 * <p>Imports run, jdbc, revision and java.sql.
 */
@NullMarked
package dev.pgmigrate.history;

import org.jspecify.annotations.NullMarked;

/**
 * The one executor of steps.
 *
 * <p>In: a worklist for one database. Out: the changed database, and the rows of its journal.
 * Journal and lease are interfaces; the package history implements them.
 *
 * <p>Start at {@link dev.pgmigrate.run.Executor}.
 */
@NullMarked
package dev.pgmigrate.run;

import org.jspecify.annotations.NullMarked;

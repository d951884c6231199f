/**
 * The one executor of steps.
 *
 * <p>In: a worklist for one database. Out: the database, changed, and a journal that says so. The
 * journal and the lease are interfaces; history implements them.
 *
 * <p>Start at {@link dev.pgmigrate.run.Executor}.
 */
@NullMarked
package dev.pgmigrate.run;

import org.jspecify.annotations.NullMarked;

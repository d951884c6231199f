/**
 * The one executor of steps.
 *
 * <p>In: a plan of steps for one database. Out: the database, changed, and a journal that says so.
 * The journal and the lease are interfaces here; history implements them.
 *
 * <p>Imports jdbc, revision, plan, sql and java.sql. Start at {@link dev.pgmigrate.run.Executor}.
 */
@NullMarked
package dev.pgmigrate.run;

import org.jspecify.annotations.NullMarked;

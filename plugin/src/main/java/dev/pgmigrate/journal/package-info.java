/**
 * What was done to a database, and what it adds up to.
 *
 * <p>In: the rows that were written when steps were executed. Out: the state of each revision
 * ({@link dev.pgmigrate.journal.AppliedState}) and, with the files of a checkout, what is left to
 * do ({@link dev.pgmigrate.journal.Worklist}). Where the rows are kept is the question of package
 * history.
 *
 * <p>Start at {@link dev.pgmigrate.journal.AppliedState}.
 */
@NullMarked
package dev.pgmigrate.journal;

import org.jspecify.annotations.NullMarked;

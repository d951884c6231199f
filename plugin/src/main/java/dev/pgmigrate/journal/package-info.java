/**
 * What was done to a database, and the state that follows from it.
 *
 * <p>In: the rows that were written when steps were executed. Out: the state of each revision
 * ({@link dev.pgmigrate.journal.AppliedState}) and, with the files of a checkout, the remaining
 * work ({@link dev.pgmigrate.journal.Worklist}). The package history stores the rows.
 *
 * <p>Start at {@link dev.pgmigrate.journal.AppliedState}.
 */
@NullMarked
package dev.pgmigrate.journal;

import org.jspecify.annotations.NullMarked;

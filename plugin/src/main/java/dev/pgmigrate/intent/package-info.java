/**
 * The three-way comparison: what does a project want of a database that others use, too?
 *
 * <p>In: what the entities state now, what they stated before ({@link
 * dev.pgmigrate.intent.ModelLock}), the content of the database, what a person accepted, filters,
 * and the answers to open questions. Out: a {@link dev.pgmigrate.intent.Resolution}: its target
 * schema keeps whatever only the database has; it also has renames and moves, questions and
 * notices.
 *
 * <p>Pure. Start at {@link dev.pgmigrate.intent.Intent}.
 */
@NullMarked
package dev.pgmigrate.intent;

import org.jspecify.annotations.NullMarked;

/**
 * The three-way question: what does a project want of a database that others use, too?
 *
 * <p>In: what the entities state now, what they stated before ({@link
 * dev.pgmigrate.intent.ModelLock}), what the database holds, what a person accepted, filters, and
 * the answers to open questions. Out: a {@link dev.pgmigrate.intent.Resolution}, whose target
 * schema keeps whatever is database-only; renames and moves; questions and notices.
 *
 * <p>Pure. Start at {@link dev.pgmigrate.intent.Intent}.
 */
@NullMarked
package dev.pgmigrate.intent;

import org.jspecify.annotations.NullMarked;

/**
 * Renames, drops, moves and wider types as two revisions, because the previous release still runs.
 *
 * <p>In: changes and a resolution. Out: first what works for both releases (expand: second columns
 * that triggers keep in step, views under old names), then, when the previous release no longer
 * runs, the rest (contract). {@link dev.pgmigrate.expand.Phases} divides the changes.
 *
 * <p>Pure. Start at {@link dev.pgmigrate.expand.ExpandContract}.
 */
@NullMarked
package dev.pgmigrate.expand;

import org.jspecify.annotations.NullMarked;

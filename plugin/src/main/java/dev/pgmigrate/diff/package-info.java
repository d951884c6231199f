/**
 * The exact difference between two schemas, and nothing else.
 *
 * <p>In: two schemas. Out: the changes that lead from one to the other, one comparator per object
 * kind. The package intent says what a difference <em>means</em>.
 *
 * <p>Pure. Start at {@link dev.pgmigrate.diff.SchemaComparator}.
 */
@NullMarked
package dev.pgmigrate.diff;

import org.jspecify.annotations.NullMarked;

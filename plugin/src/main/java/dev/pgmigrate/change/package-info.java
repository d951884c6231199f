/**
 * What can differ between two schemas: a closed family of changes, one record per kind.
 *
 * <p>In: the two states of an object. Out: the SQL that leads from one to the other, its reverse,
 * its warnings; what it needs and gives, so that a plan can order it; and whether the previous
 * release works with it ({@link dev.pgmigrate.change.Half}).
 *
 * <p>The records stay in one package, because the compiler requires that for a sealed family in an
 * unnamed module.
 *
 * <p>Pure. Start at {@link dev.pgmigrate.change.Change}.
 */
@NullMarked
package dev.pgmigrate.change;

import org.jspecify.annotations.NullMarked;

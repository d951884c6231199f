/**
 * The difference between two schemas.
 *
 * <p>First {@link dev.pgmigrate.diff.Intent} answers what the difference <em>means</em>: from what
 * the entities state now, what they stated before and what the database holds it makes the target
 * schema, in which whatever is database-only is kept. Then {@link
 * dev.pgmigrate.diff.SchemaComparator} compares current and target exactly, one comparator per
 * object kind, and gives changes. While the previous release still runs beside the new one, {@link
 * dev.pgmigrate.diff.Phases} divides those: what both live with comes first.
 *
 * <p>Pure; imports schema, sql and change.
 */
@NullMarked
package dev.pgmigrate.diff;

import org.jspecify.annotations.NullMarked;

/**
 * Where a live database is not what its revisions made.
 *
 * <p>In: a live database and a replayed history. Out: each {@link dev.pgmigrate.drift.Drift} as SQL
 * both ways, or the reason why nothing is known.
 *
 * <p>Start at {@link dev.pgmigrate.drift.DriftSearch}.
 */
@NullMarked
package dev.pgmigrate.drift;

import org.jspecify.annotations.NullMarked;

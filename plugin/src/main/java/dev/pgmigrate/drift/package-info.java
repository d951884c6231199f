/**
 * Where a live database differs from what its revisions make.
 *
 * <p>In: a live database and a replayed history. Out: each {@link dev.pgmigrate.drift.Drift} as SQL
 * in both directions, or the reason why the comparison was not possible.
 *
 * <p>Start at {@link dev.pgmigrate.drift.DriftSearch}.
 */
@NullMarked
package dev.pgmigrate.drift;

import org.jspecify.annotations.NullMarked;

/**
 * What a new revision gets besides the changes between two schemas.
 *
 * <p>In: changes, the entities behind them, the rows of the configured database. Out: values for
 * existing rows, warnings that only Java or the rows can give, the place in the graph, and the
 * revisions themselves.
 *
 * <p>Start at {@link dev.pgmigrate.draft.Drafts}.
 */
@NullMarked
package dev.pgmigrate.draft;

import org.jspecify.annotations.NullMarked;

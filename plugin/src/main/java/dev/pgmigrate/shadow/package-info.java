/**
 * Throw-away databases, in which PostgreSQL itself normalises what we compare: the four providers,
 * the embedded server, the replay of a history, the equality of expressions.
 *
 * <p>In: SQL. Out: {@link dev.pgmigrate.catalog.Catalog}s.
 *
 * <p>Start at {@link dev.pgmigrate.shadow.Shadow}.
 */
@NullMarked
package dev.pgmigrate.shadow;

import org.jspecify.annotations.NullMarked;

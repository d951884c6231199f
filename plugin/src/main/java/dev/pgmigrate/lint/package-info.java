/**
 * Judges what the statements of a revision were seen to do.
 *
 * <p>In: a {@link dev.pgmigrate.lint.WatchedRevision}, each statement with the {@link
 * dev.pgmigrate.lint.Effects} that PostgreSQL showed on a throw-away database. Out: {@link
 * dev.pgmigrate.lint.Finding}s, those that the file allows marked as allowed. A rule is a predicate
 * over effects, never over the spelling of a statement; rules live in {@code rules}, one per file.
 *
 * <p>Pure; imports schema, sql, plan and revision. Start at {@link dev.pgmigrate.lint.Linter}.
 */
@NullMarked
package dev.pgmigrate.lint;

import org.jspecify.annotations.NullMarked;

/**
 * Checks the observed effects of a revision's statements against the rules.
 *
 * <p>In: a {@link dev.pgmigrate.lint.WatchedRevision}, each statement with the {@link
 * dev.pgmigrate.lint.Effects} that PostgreSQL showed on a throw-away database. Out: {@link
 * dev.pgmigrate.lint.Finding}s; those that the file allows are marked as allowed. A rule is a
 * predicate over effects, never over the spelling of a statement. The rules are in {@code rules},
 * one per file.
 *
 * <p>Pure. Start at {@link dev.pgmigrate.lint.Linter}.
 */
@NullMarked
package dev.pgmigrate.lint;

import org.jspecify.annotations.NullMarked;

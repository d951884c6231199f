/**
 * The rules of {@code lint}, one per file, listed in {@link dev.pgmigrate.lint.rules.Rules}.
 *
 * <p>In: a watched revision. Out: findings. Pure.
 */
@NullMarked
package dev.pgmigrate.lint.rules;

import org.jspecify.annotations.NullMarked;

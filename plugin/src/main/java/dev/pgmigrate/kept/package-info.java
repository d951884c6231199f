/**
 * What a result is made of, so that it can be kept until one of its ingredients changes.
 *
 * <p>In: a project. Out: {@link dev.pgmigrate.fingerprint.Ingredients} of its live database and of
 * the servers that replay its history; and whether a replay gives the same another time.
 *
 * <p>Start at {@link dev.pgmigrate.kept.LiveIngredients}.
 */
@NullMarked
package dev.pgmigrate.kept;

import org.jspecify.annotations.NullMarked;

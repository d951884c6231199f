/**
 * The inputs of a result, so that the result can be kept until one of them changes.
 *
 * <p>In: a project. Out: {@link dev.pgmigrate.fingerprint.Ingredients} of its live database and of
 * the servers that replay its history; and whether another replay would give the same.
 *
 * <p>Start at {@link dev.pgmigrate.kept.LiveIngredients}.
 */
@NullMarked
package dev.pgmigrate.kept;

import org.jspecify.annotations.NullMarked;

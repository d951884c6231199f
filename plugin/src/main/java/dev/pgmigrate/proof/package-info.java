/**
 * The checks of {@code verify}, one class each.
 *
 * <p>In: the history of a checkout, its base branch, throw-away databases, the live database if one
 * is named. Out: findings, grades and what could not be checked, all collected in a {@link
 * dev.pgmigrate.verify.VerdictBuilder}.
 *
 * <p>Start at {@link dev.pgmigrate.proof.BranchTrial}.
 */
@NullMarked
package dev.pgmigrate.proof;

import org.jspecify.annotations.NullMarked;

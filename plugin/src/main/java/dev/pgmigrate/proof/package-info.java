/**
 * What {@code verify} checks, one class a check.
 *
 * <p>In: the history of a checkout, its base branch, throw-away databases, the live database where
 * one is named. Out: findings, grades and what could not be checked, all collected in a {@link
 * dev.pgmigrate.verify.VerdictBuilder}.
 *
 * <p>Start at {@link dev.pgmigrate.proof.BranchTrial}.
 */
@NullMarked
package dev.pgmigrate.proof;

import org.jspecify.annotations.NullMarked;

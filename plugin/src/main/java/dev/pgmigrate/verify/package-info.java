/**
 * The answer to one question: may this pull request be merged?
 *
 * <p>In: what the checks of {@code verify} and the rules of {@code lint} found, each at its file
 * and line, and what became of each new revision on throw-away databases. Out: a {@link
 * dev.pgmigrate.verify.Verdict}, which every form of output reads and none computes.
 *
 * <p>Pure data; imports lint, revision, plan, schema, sql. Start at {@link
 * dev.pgmigrate.verify.Verdict}.
 */
@NullMarked
package dev.pgmigrate.verify;

import org.jspecify.annotations.NullMarked;

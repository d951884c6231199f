/**
 * The answer to one question: may this pull request be merged?
 *
 * <p>In: the findings of {@code verify}'s checks and {@code lint}'s rules, each with its file and
 * line, and the result of each new revision on throw-away databases. Out: a {@link
 * dev.pgmigrate.verify.Verdict}, which every form of output reads and none computes.
 *
 * <p>Pure data. Start at {@link dev.pgmigrate.verify.Verdict}.
 */
@NullMarked
package dev.pgmigrate.verify;

import org.jspecify.annotations.NullMarked;

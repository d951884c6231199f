/**
 * The verdict for readers: one HTML page, and one comment on a pull request.
 *
 * <p>In: a {@link dev.pgmigrate.verify.Verdict}. Out: text. This package computes what a page shows
 * as values ({@link dev.pgmigrate.page.SchemaChange}, the layouts of the two pictures). Templates,
 * which escape by default, write the values.
 *
 * <p>Start at {@link dev.pgmigrate.page.VerdictPage} and {@link
 * dev.pgmigrate.page.PullRequestComment}.
 */
@NullMarked
package dev.pgmigrate.page;

import org.jspecify.annotations.NullMarked;

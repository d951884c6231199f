/**
 * The verdict as something to read: one page of HTML, and one comment of a pull request.
 *
 * <p>In: a {@link dev.pgmigrate.verify.Verdict}. Out: text. What is drawn is worked out here as
 * values ({@link dev.pgmigrate.page.SchemaChange}, the layouts of the two pictures); templates,
 * which escape by default, write them down. Imports verify, lint, revision, plan, schema, sql, and
 * of command the {@link dev.pgmigrate.project.Project} alone. Start at {@link
 * dev.pgmigrate.page.VerdictPage} and {@link dev.pgmigrate.page.PullRequestComment}.
 */
@NullMarked
package dev.pgmigrate.page;

import org.jspecify.annotations.NullMarked;

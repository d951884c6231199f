/**
 * Migration files and the graph of revisions that they form, and the two files beside them:
 * model.lock and accepted.txt.
 *
 * <p>In: a directory. Out: {@link dev.pgmigrate.revision.Revision}s and a {@link
 * dev.pgmigrate.revision.RevisionGraph}, and text again; also which revisions wait for a held
 * contract revision, and the order in a database that got revisions in another order than the
 * graph's.
 *
 * <p>Only {@link dev.pgmigrate.revision.MigrationDirectory} touches files; the graph is pure.
 */
@NullMarked
package dev.pgmigrate.revision;

import org.jspecify.annotations.NullMarked;

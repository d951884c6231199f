/**
 * Migration files and the graph of revisions they form, and the two files beside them: model.lock
 * and accepted.txt.
 *
 * <p>In: a directory. Out: {@link dev.pgmigrate.revision.Revision}s and a {@link
 * dev.pgmigrate.revision.RevisionGraph}, and back to text; which revisions wait for a held contract
 * revision, and what follows what in a database that got them in another order. The graph is pure;
 * only {@link dev.pgmigrate.revision.MigrationDirectory} touches files.
 *
 * <p>Imports sql, plan, thread and, for the keys of model.lock, schema.
 */
@NullMarked
package dev.pgmigrate.revision;

import org.jspecify.annotations.NullMarked;

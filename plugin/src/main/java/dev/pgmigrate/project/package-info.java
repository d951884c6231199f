/**
 * What all goals share: the checkout, the database, the desired state, the approval.
 *
 * <p>In: the settings of a project. Out: its revisions ({@link dev.pgmigrate.project.History}), its
 * database with journal and lease ({@link dev.pgmigrate.project.JournalledDatabase}), the schemas
 * of entities, files and history ({@link dev.pgmigrate.project.SchemaSources}), and whether a run
 * may continue ({@link dev.pgmigrate.project.Gate}).
 *
 * <p>Start at {@link dev.pgmigrate.project.Project}.
 */
@NullMarked
package dev.pgmigrate.project;

import org.jspecify.annotations.NullMarked;

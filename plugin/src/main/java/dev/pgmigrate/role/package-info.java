/**
 * Executes revisions as the ordinary role that a deploy job has, and tells what it may not do.
 *
 * <p>In: a throw-away database with the older revisions applied, on a server of ours, and the
 * revisions that are new. Out: a {@link dev.pgmigrate.role.MissingRight} for each statement that
 * needs more than the ownership of what it changes. The older revisions are executed by a
 * superuser; what that superuser owns then belongs to the role.
 *
 * <p>Imports shadow, run, jdbc, revision, plan and sql. Start at {@link
 * dev.pgmigrate.role.RoleReplay}.
 */
@NullMarked
package dev.pgmigrate.role;

import org.jspecify.annotations.NullMarked;

/**
 * Executes revisions as the ordinary role of a deploy job, and reports what that role may not do.
 *
 * <p>In: a throw-away database with the older revisions applied, on our own server, and the new
 * revisions. Out: a {@link dev.pgmigrate.role.MissingRight} for each statement that needs more than
 * the ownership of the objects that it changes. A superuser executes the older revisions; the role
 * then gets what that superuser owns.
 *
 * <p>Start at {@link dev.pgmigrate.role.RoleReplay}.
 */
@NullMarked
package dev.pgmigrate.role;

import org.jspecify.annotations.NullMarked;

/**
 * What runs inside the isolated class loader, against the project's own Hibernate or EclipseLink.
 *
 * <p>In and out: maps, lists and strings. Nothing of the rest of the plugin may be imported here,
 * since nothing of it can be seen from in there; nothing outside may load these classes.
 */
@NullMarked
package dev.pgmigrate.entity.bridge;

import org.jspecify.annotations.NullMarked;

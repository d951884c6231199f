/**
 * The code that runs inside the isolated class loader, with the project's own Hibernate or
 * EclipseLink.
 *
 * <p>In and out: maps, lists and strings. These classes must not import the rest of the plugin,
 * because it is not visible in that class loader. No class outside may load them.
 */
@NullMarked
package dev.pgmigrate.entity.bridge;

import org.jspecify.annotations.NullMarked;

/**
 * Where files named by Maven coordinates come from.
 *
 * <p>In: coordinates. Out: files. Implemented by Maven's resolver in the maven package, and by a
 * folder for users of the library. Imports the JDK only.
 */
@NullMarked
package dev.pgmigrate.artifact;

import org.jspecify.annotations.NullMarked;

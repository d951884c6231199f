/**
 * Files of Maven coordinates.
 *
 * <p>In: coordinates. Out: files. Maven's resolver in the package maven implements it, and a folder
 * for users of the library.
 */
@NullMarked
package dev.pgmigrate.artifact;

import org.jspecify.annotations.NullMarked;

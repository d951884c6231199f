/**
 * Command results as text for people.
 *
 * <p>In: results of commands. Out: lines. Imports command and the pure packages.
 */
@NullMarked
package dev.pgmigrate.report;

import org.jspecify.annotations.NullMarked;

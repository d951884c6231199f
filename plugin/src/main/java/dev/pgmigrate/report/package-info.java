/**
 * Results of commands as text for people.
 *
 * <p>In: results of commands. Out: lines.
 */
@NullMarked
package dev.pgmigrate.report;

import org.jspecify.annotations.NullMarked;

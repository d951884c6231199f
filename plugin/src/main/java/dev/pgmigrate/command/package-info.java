/**
 * One class per goal: an input record, a result record, {@code run}. The library API.
 *
 * <p>Works without Maven. Questions are returned, never asked; nothing is printed.
 */
@NullMarked
package dev.pgmigrate.command;

import org.jspecify.annotations.NullMarked;

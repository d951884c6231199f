/**
 * A verdict as files that people, build servers, code hosts and programs read.
 *
 * <p>In: what {@code verify} or {@code lint} found out. Out: one text for each {@link
 * dev.pgmigrate.output.Form}, written below {@code target/migrate}. A form adds nothing to the
 * verdict and judges nothing.
 *
 * <p>Imports command, page, verify, lint and what these are made of. Start at {@link
 * dev.pgmigrate.output.OutputFiles}.
 */
@NullMarked
package dev.pgmigrate.output;

import org.jspecify.annotations.NullMarked;

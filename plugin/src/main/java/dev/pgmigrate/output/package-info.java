/**
 * A verdict as files that people, build servers, code hosts and programs read.
 *
 * <p>In: the verdict of {@code verify} or {@code lint}. Out: one text for each {@link
 * dev.pgmigrate.output.Form}, written below {@code target/migrate}. A form adds nothing to the
 * verdict and judges nothing.
 *
 * <p>Start at {@link dev.pgmigrate.output.OutputFiles}.
 */
@NullMarked
package dev.pgmigrate.output;

import org.jspecify.annotations.NullMarked;

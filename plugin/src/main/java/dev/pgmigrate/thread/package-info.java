/**
 * Tasks that run in parallel.
 *
 * <p>In: a task. Out: its result or its exception, for the thread that waits.
 */
@NullMarked
package dev.pgmigrate.thread;

import org.jspecify.annotations.NullMarked;

/**
 * Work beside other work.
 *
 * <p>In: what is to be done. Out: its result, or what it threw, for whoever waits. Imports the JDK
 * only.
 */
@NullMarked
package dev.pgmigrate.thread;

import org.jspecify.annotations.NullMarked;

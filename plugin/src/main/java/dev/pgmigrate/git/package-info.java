/**
 * What Git knows about a folder.
 *
 * <p>In: a folder and a question. Out: what the executable {@code git} answers, one process for one
 * question, however many files it is about. Imports thread and the JDK.
 */
@NullMarked
package dev.pgmigrate.git;

import org.jspecify.annotations.NullMarked;

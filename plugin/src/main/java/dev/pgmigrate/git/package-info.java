/**
 * What Git knows about a folder.
 *
 * <p>In: a folder and a question. Out: the answer of the executable {@code git}, one process for
 * each question, however many files it is about.
 */
@NullMarked
package dev.pgmigrate.git;

import org.jspecify.annotations.NullMarked;

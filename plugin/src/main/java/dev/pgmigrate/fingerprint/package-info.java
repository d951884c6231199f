/**
 * Digests of a run's inputs, and the kept results of earlier runs.
 *
 * <p>In: the content of files and folders, texts, this process. Out: a digest of each input and one
 * of all; the printed lines of an earlier run with the same digest. A kept result has the name of
 * each input and the beginning of its digest, never its value. Of an input that may contain a
 * password it has only the name.
 */
@NullMarked
package dev.pgmigrate.fingerprint;

import org.jspecify.annotations.NullMarked;

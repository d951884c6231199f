/**
 * What a run was made of, and what was kept of earlier runs by it.
 *
 * <p>In: the content of files and folders, texts, this process. Out: a digest of each, and one of
 * all; a run that was kept under the same digest, which is what it printed. Of an ingredient its
 * name is stored and the beginning of its digest, never its value; of one that may hold a password
 * the name alone. Imports thread only.
 */
@NullMarked
package dev.pgmigrate.fingerprint;

import org.jspecify.annotations.NullMarked;

/**
 * What a run was made of, and what was kept of earlier runs by it.
 *
 * <p>In: the content of files and folders, texts, this process. Out: a digest of each, and one of
 * all; a run that was kept under the same digest. No value is stored, only digests and names.
 * Imports the JDK only.
 */
@NullMarked
package dev.pgmigrate.fingerprint;

import org.jspecify.annotations.NullMarked;

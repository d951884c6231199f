/**
 * One thin mojo per goal. Only this package imports org.apache.maven. It asks the questions that
 * commands return, and turns their exceptions into Maven's two.
 */
@NullMarked
package dev.pgmigrate.maven;

import org.jspecify.annotations.NullMarked;

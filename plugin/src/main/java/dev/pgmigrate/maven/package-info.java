/**
 * One thin mojo per goal. The only package that imports org.apache.maven; it asks the questions
 * that the commands return, and turns their errors into Maven's two.
 */
@NullMarked
package dev.pgmigrate.maven;

import org.jspecify.annotations.NullMarked;

/**
 * Which database to use, and why: parameters, environment, settings.xml server, the application's
 * own files; and what these files tell Hibernate about the mapping. {@link
 * dev.pgmigrate.config.ApplicationSettings} reads them for both purposes.
 *
 * <p>In: the sources, as plain values. Out: {@link dev.pgmigrate.config.DatabaseConfig}, which
 * names its source and never prints a password.
 */
@NullMarked
package dev.pgmigrate.config;

import org.jspecify.annotations.NullMarked;

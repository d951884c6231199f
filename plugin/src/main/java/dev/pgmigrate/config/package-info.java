/**
 * Which database to talk to, and why: parameters, environment, settings.xml server, the
 * application's own files; and what these files tell Hibernate about the mapping. One reader for
 * both, {@link dev.pgmigrate.config.ApplicationSettings}.
 *
 * <p>In: the sources, as plain values. Out: {@link dev.pgmigrate.config.DatabaseConfig}, which can
 * say where it came from, and never prints a password. Imports jdbc, the JDK (and a YAML reader).
 */
@NullMarked
package dev.pgmigrate.config;

import org.jspecify.annotations.NullMarked;

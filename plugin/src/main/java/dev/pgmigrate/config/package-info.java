/**
 * Which database to talk to, and why: parameters, environment, settings.xml server, Spring,
 * embedded.
 *
 * <p>In: the sources, as plain values. Out: {@link dev.pgmigrate.config.DatabaseConfig}, which can
 * say where it came from, and never prints a password. Imports jdbc, the JDK (and a YAML reader).
 */
@NullMarked
package dev.pgmigrate.config;

import org.jspecify.annotations.NullMarked;

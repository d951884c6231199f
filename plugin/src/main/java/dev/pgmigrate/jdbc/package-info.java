/**
 * A session on a database, through PostgreSQL's driver.
 *
 * <p>In: a URL and a password as somebody wrote them. Out: connections with our settings, and what
 * the server's answers mean. Neither text leaves in any other way: {@link
 * dev.pgmigrate.jdbc.JdbcUrl} and {@link dev.pgmigrate.jdbc.Secret} do not print what they hold,
 * and a URL that the driver would misread (and log) never gets to it. What becomes of each of the
 * driver's parameters is one table, {@link dev.pgmigrate.jdbc.UrlParameter}: a URL must not change
 * what we promise about a session.
 *
 * <p>Start at {@link dev.pgmigrate.jdbc.Database}.
 */
@NullMarked
package dev.pgmigrate.jdbc;

import org.jspecify.annotations.NullMarked;

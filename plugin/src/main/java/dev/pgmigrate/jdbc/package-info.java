/**
 * A session on a database, through PostgreSQL's driver.
 *
 * <p>In: a URL and a password from a user. Out: connections with our settings, and the meaning of
 * the server's answers. {@link dev.pgmigrate.jdbc.JdbcUrl} and {@link dev.pgmigrate.jdbc.Secret}
 * never print their content, and the driver never gets a URL that it would misread (and log). The
 * table {@link dev.pgmigrate.jdbc.UrlParameter} says what happens to each of the driver's
 * parameters: a URL must not change what we promise about a session.
 *
 * <p>Start at {@link dev.pgmigrate.jdbc.Database}.
 */
@NullMarked
package dev.pgmigrate.jdbc;

import org.jspecify.annotations.NullMarked;

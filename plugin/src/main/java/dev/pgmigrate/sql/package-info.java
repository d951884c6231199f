/**
 * SQL as text: identifiers, literals, tokens, and the splitting of a script into statements by
 * psql's rules.
 *
 * <p>In: strings. Out: strings and {@link dev.pgmigrate.sql.Statement}s with their line numbers.
 * Nothing here understands SQL; PostgreSQL does that.
 *
 * <p>Pure. Start at {@link dev.pgmigrate.sql.Statement}.
 */
@NullMarked
package dev.pgmigrate.sql;

import org.jspecify.annotations.NullMarked;

/**
 * Generated rows, and whether rows survive a revision.
 *
 * <p>In: a connection to a throw-away database and its {@link dev.pgmigrate.schema.Schema}. Out: a
 * few rows in each wanted table whose types, keys, checks and triggers accept any; the tables that
 * stayed empty, with PostgreSQL's reason; the content of tables before and after, and the
 * differences.
 *
 * <p>Nothing here is random: the same schema gets the same rows. PostgreSQL finds the values that
 * satisfy the checks: it joins the candidates of all columns under all conditions.
 *
 * <p>Start at {@link dev.pgmigrate.rows.GeneratedRows} and {@link dev.pgmigrate.rows.RowSnapshot}.
 */
@NullMarked
package dev.pgmigrate.rows;

import org.jspecify.annotations.NullMarked;

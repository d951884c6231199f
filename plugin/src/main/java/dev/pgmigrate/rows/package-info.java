/**
 * Generated rows, and whether rows survive a revision.
 *
 * <p>In: a connection to a throw-away database and its {@link dev.pgmigrate.schema.Schema}. Out: a
 * few rows in each wanted table, where its types, keys, checks and triggers let any in; the tables
 * that stayed empty, with PostgreSQL's reason; the content of tables before and after, and what
 * differs.
 *
 * <p>Nothing here is random: the same schema gets the same rows. Which values satisfy the checks is
 * PostgreSQL's to say: it joins the candidates of all columns under all conditions. Imports jdbc,
 * schema and sql. Start at {@link dev.pgmigrate.rows.GeneratedRows} and {@link
 * dev.pgmigrate.rows.RowSnapshot}.
 */
@NullMarked
package dev.pgmigrate.rows;

import org.jspecify.annotations.NullMarked;

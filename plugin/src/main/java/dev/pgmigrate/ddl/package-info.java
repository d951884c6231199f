/**
 * How an object is written in PostgreSQL's SQL.
 *
 * <p>In: objects of a {@link dev.pgmigrate.schema.Schema}. Out: their clauses and statements, their
 * names for people ({@link dev.pgmigrate.ddl.ObjectWords}), what they refer to ({@link
 * dev.pgmigrate.ddl.References}), and what PostgreSQL does with values of one type as another
 * ({@link dev.pgmigrate.ddl.Casts}). Nothing here knows that there are two sides.
 *
 * <p>Pure. Start at {@link dev.pgmigrate.ddl.TableSql}.
 */
@NullMarked
package dev.pgmigrate.ddl;

import org.jspecify.annotations.NullMarked;

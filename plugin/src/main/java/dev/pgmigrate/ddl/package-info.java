/**
 * How an object is written in PostgreSQL's SQL.
 *
 * <p>In: objects of a {@link dev.pgmigrate.schema.Schema}. Out: their clauses and statements, their
 * names for people ({@link dev.pgmigrate.ddl.ObjectWords}), the objects that they reference ({@link
 * dev.pgmigrate.ddl.References}), and what PostgreSQL does when it casts values of one type to
 * another ({@link dev.pgmigrate.ddl.Casts}). Nothing here compares two schemas.
 *
 * <p>Pure. Start at {@link dev.pgmigrate.ddl.TableSql}.
 */
@NullMarked
package dev.pgmigrate.ddl;

import org.jspecify.annotations.NullMarked;

/**
 * The immutable model of a database: what a catalog says, as values.
 *
 * <p>In: nothing. Out: {@link dev.pgmigrate.schema.Schema} and the records below it. Two schemas
 * are equal when PostgreSQL would behave the same on both; column order, and the words an author
 * used for an expression, are no part of equality.
 *
 * <p>Pure; imports the JDK only. Start at {@link dev.pgmigrate.schema.Schema}.
 */
@NullMarked
package dev.pgmigrate.schema;

import org.jspecify.annotations.NullMarked;

/**
 * The immutable model of a database: the content of a catalog as values.
 *
 * <p>In: nothing. Out: {@link dev.pgmigrate.schema.Schema} and the records below it. Two schemas
 * are equal if PostgreSQL behaves the same on both. The order of columns and the author's text of
 * an expression do not count.
 *
 * <p>Pure. Start at {@link dev.pgmigrate.schema.Schema}.
 */
@API(status = API.Status.EXPERIMENTAL)
@NullMarked
package dev.pgmigrate.schema;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;

/**
 * A live PostgreSQL catalog as a {@link dev.pgmigrate.schema.Schema}.
 *
 * <p>In: a JDBC connection. Out: {@link dev.pgmigrate.catalog.Catalog}. A fixed number of bulk
 * queries, whatever the size of the database; they are .sql resources beside this package.
 *
 * <p>Imports jdbc, schema, sql and java.sql. Start at {@link dev.pgmigrate.catalog.CatalogReader}.
 */
@NullMarked
package dev.pgmigrate.catalog;

import org.jspecify.annotations.NullMarked;

/**
 * A live PostgreSQL catalog as a {@link dev.pgmigrate.schema.Schema}.
 *
 * <p>In: a JDBC connection. Out: {@link dev.pgmigrate.catalog.Catalog}. The number of queries does
 * not depend on the size of the database; the queries are .sql resources beside this package.
 *
 * <p>Start at {@link dev.pgmigrate.catalog.CatalogReader}.
 */
@NullMarked
package dev.pgmigrate.catalog;

import org.jspecify.annotations.NullMarked;

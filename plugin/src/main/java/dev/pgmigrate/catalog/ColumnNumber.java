package dev.pgmigrate.catalog;

/** A column as the catalogs refer to it: the oid of its table, and pg_attribute.attnum. */
record ColumnNumber(long table, int number) {}

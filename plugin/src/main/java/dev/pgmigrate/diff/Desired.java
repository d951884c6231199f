package dev.pgmigrate.diff;

import dev.pgmigrate.schema.Schema;

/**
 * What a project states.
 *
 * @param schema all of it
 * @param plain the same without what is stated weakly: a new column gets that, an existing column
 *     may be with or without it
 */
public record Desired(Schema schema, Schema plain) {
  /** A project that states nothing weakly. */
  public static Desired of(Schema schema) {
    return new Desired(schema, schema);
  }
}

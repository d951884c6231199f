package dev.pgmigrate.intent;

import dev.pgmigrate.schema.Schema;

/**
 * What a project states.
 *
 * @param schema all of it
 * @param plain the same without what is stated weakly: a new column gets that, an existing column
 *     may be with or without it
 * @param unwritten what of it nobody wrote
 */
public record Desired(Schema schema, Schema plain, Unwritten unwritten) {
  /** A project that states nothing weakly, and all of it in writing. */
  public static Desired of(Schema schema) {
    return new Desired(schema, schema, Unwritten.NOTHING);
  }
}

package dev.pgmigrate.diff;

/**
 * What messages call the two schemas of a comparison.
 *
 * @param before the one with the old names
 * @param after the one with the new names
 */
public record Sides(String before, String after) {
  /** Those of a revision. */
  public static final Sides REVISION = new Sides("the database", "the entities");
}

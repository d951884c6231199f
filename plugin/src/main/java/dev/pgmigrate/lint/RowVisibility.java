package dev.pgmigrate.lint;

/**
 * Which rows of a table a role sees.
 *
 * @param enabled whether every role but the owner sees what a policy grants, and no other row
 * @param forced whether the owner does, too
 * @param policies whether there is a policy; known only where it is enabled
 */
public record RowVisibility(boolean enabled, boolean forced, boolean policies) {
  /** Every role that may read the table sees all rows. */
  public static final RowVisibility OFF = new RowVisibility(false, false, false);
}

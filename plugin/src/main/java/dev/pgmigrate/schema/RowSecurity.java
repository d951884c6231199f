package dev.pgmigrate.schema;

/**
 * How far a table's policies are in force.
 *
 * @param enabled for all but the owner
 * @param forced for the owner, too, once enabled
 */
public record RowSecurity(boolean enabled, boolean forced) {
  /** {@code enabled and forced}. */
  @Override
  public String toString() {
    return enabled ? forced ? "enabled and forced" : "enabled" : forced ? "forced" : "disabled";
  }
}

package dev.pgmigrate.schema;

/**
 * Whether a table's policies apply.
 *
 * @param enabled for all roles except the owner
 * @param forced for the owner, too, once enabled
 */
public record RowSecurity(boolean enabled, boolean forced) {
  /** {@code enabled and forced}. */
  @Override
  public String toString() {
    return enabled ? forced ? "enabled and forced" : "enabled" : forced ? "forced" : "disabled";
  }
}

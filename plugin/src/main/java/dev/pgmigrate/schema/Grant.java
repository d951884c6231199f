package dev.pgmigrate.schema;

import java.util.Comparator;

/**
 * One privilege of one role on one object.
 *
 * @param grantee the role; {@code PUBLIC} for everybody; "" for the object's owner
 * @param privilege upper case, as in GRANT: {@code SELECT}, {@code USAGE}
 * @param grantable WITH GRANT OPTION
 */
public record Grant(String grantee, String privilege, boolean grantable)
    implements Comparable<Grant> {
  private static final Comparator<Grant> ORDER =
      Comparator.comparing(Grant::grantee)
          .thenComparing(Grant::privilege)
          .thenComparing(Grant::grantable);

  @Override
  public int compareTo(Grant other) {
    return ORDER.compare(this, other);
  }

  /** {@code SELECT to reader}. */
  @Override
  public String toString() {
    return privilege
        + " to "
        + (grantee.isEmpty() ? "the owner" : grantee)
        + (grantable ? " with grant option" : "");
  }
}

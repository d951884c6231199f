package dev.pgmigrate.schema;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The owner and the privileges of an object, as the difference from PostgreSQL's defaults.
 *
 * @param owner the owning role; null if that is the role that owns the database or reads the
 *     catalog, which is the role that applies the migrations
 * @param granted privileges beyond the built-in default ones
 * @param revoked revoked built-in default privileges (for the owner, grantee is "")
 */
public record Access(@Nullable String owner, SortedSet<Grant> granted, SortedSet<Grant> revoked) {
  /** The built-in default: owned by the role that applies, nothing granted, nothing revoked. */
  public static final Access DEFAULT = new Access(null, new TreeSet<>(), new TreeSet<>());

  public Access {
    granted = Collections.unmodifiableSortedSet(new TreeSet<>(granted));
    revoked = Collections.unmodifiableSortedSet(new TreeSet<>(revoked));
  }

  /** The same privileges with this owner. */
  public Access ownedBy(@Nullable String other) {
    return new Access(other, granted, revoked);
  }
}

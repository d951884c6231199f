package dev.pgmigrate.schema;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who owns an object and who may do what with it, as the difference from what PostgreSQL gives
 * without a word.
 *
 * @param owner the owning role, or null when it is the role that owns the database or reads the
 *     catalog: whoever applies the migrations
 * @param granted privileges beyond the built-in default ones
 * @param revoked built-in default privileges that were taken away (for the owner, grantee is "")
 */
public record Access(@Nullable String owner, SortedSet<Grant> granted, SortedSet<Grant> revoked) {
  /** The built-in default: owned by whoever applies, nothing granted, nothing revoked. */
  public static final Access DEFAULT = new Access(null, new TreeSet<>(), new TreeSet<>());

  public Access {
    granted = Collections.unmodifiableSortedSet(new TreeSet<>(granted));
    revoked = Collections.unmodifiableSortedSet(new TreeSet<>(revoked));
  }

  /** The same privileges, as those of something that this role owns. */
  public Access ownedBy(@Nullable String other) {
    return new Access(other, granted, revoked);
  }
}

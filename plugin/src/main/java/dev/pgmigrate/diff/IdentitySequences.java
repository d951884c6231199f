package dev.pgmigrate.diff;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.Rename;
import dev.pgmigrate.schema.Identity;
import dev.pgmigrate.schema.IdentitySequence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares what the sequences behind identity columns have besides their numbers. */
final class IdentitySequences {
  private IdentitySequences() {}

  static void compare(@Nullable Identity from, @Nullable Identity to, List<Change> changes) {
    IdentitySequence before = from == null ? null : from.sequence();
    IdentitySequence after = to == null ? null : to.sequence();
    if (before == null || after == null) {
      return;
    }
    if (!before.name().equals(after.name()) && (before.named() || after.named())) {
      changes.add(new Rename(before.id(), after.id()));
    }
    DescriptionComparator.compare(after.id(), before.comment(), after.comment(), changes);
    AccessComparator.compare(after.id(), before.access(), after.access(), changes);
  }
}

package dev.pgmigrate.diff;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.SetComment;
import dev.pgmigrate.schema.ObjectId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares the comments on an object. */
final class DescriptionComparator {
  private DescriptionComparator() {}

  static void compare(
      ObjectId id, @Nullable String from, @Nullable String to, List<Change> changes) {
    if (!Objects.equals(from, to)) {
      changes.add(SetComment.on(id, from, to));
    }
  }
}

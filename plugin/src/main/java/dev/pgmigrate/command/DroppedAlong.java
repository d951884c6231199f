package dev.pgmigrate.command;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.intent.Notice;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Uses;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Objects that somebody made in the database, and that a drop takes along: whoever reads the
 * revision has to see that, not only whoever generated it.
 */
final class DroppedAlong {
  private DroppedAlong() {}

  static List<Warning> of(List<Change> changes, List<Notice> notices, Uses uses) {
    Set<ObjectId> changed = changed(changes);
    return notices.stream()
        .filter(notice -> isWarned(notice, changed))
        .map(notice -> warning(notice.key().object(), changed, uses))
        .toList();
  }

  /** The notices that no warning stands for. */
  static List<Notice> others(List<Change> changes, List<Notice> notices) {
    Set<ObjectId> changed = changed(changes);
    return notices.stream().filter(notice -> !isWarned(notice, changed)).toList();
  }

  private static Set<ObjectId> changed(List<Change> changes) {
    return changes.stream().map(Change::object).collect(Collectors.toSet());
  }

  private static boolean isWarned(Notice notice, Set<ObjectId> changed) {
    return notice.kind() == Notice.Kind.GOES_ALONG && changed.contains(notice.key().object());
  }

  private static Warning warning(ObjectId object, Set<ObjectId> changed, Uses uses) {
    List<String> used =
        uses.of(object).stream().filter(changed::contains).map(ObjectId::toString).toList();
    return new Warning(
        "database-only-dropped",
        object,
        object
            + " is only in the database; it is dropped"
            + (used.isEmpty()
                ? " with the object that it depends on"
                : ", because it uses " + String.join(", ", used)),
        List.of(
            "To keep it in another form, create that form below and drop it first in the down steps."));
  }
}

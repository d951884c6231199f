package dev.pgmigrate.diff;

import dev.pgmigrate.change.AddEnumValues;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.ReplaceEnum;
import dev.pgmigrate.schema.EnumType;
import java.util.ArrayList;
import java.util.List;

/** Compares an enum with itself. */
final class EnumComparator {
  private EnumComparator() {}

  static List<Change> compare(EnumType from, EnumType to, TypeUses uses) {
    List<Change> changes = new ArrayList<>();
    if (!from.values().equals(to.values())) {
      changes.add(
          keepsOrder(from.values(), to.values())
              ? new AddEnumValues(from, to, uses.of(to.name()))
              : new ReplaceEnum(from, to, uses.swapped(to.name())));
    }
    DescriptionComparator.compare(to.id(), from.comment(), to.comment(), changes);
    AccessComparator.compare(to.id(), from.access(), to.access(), changes);
    return changes;
  }

  /** Whether {@code to} has all of {@code from} in the same order: ADD VALUE is enough. */
  static boolean keepsOrder(List<String> from, List<String> to) {
    List<String> old = new ArrayList<>(to);
    old.retainAll(from);
    return old.equals(from);
  }
}

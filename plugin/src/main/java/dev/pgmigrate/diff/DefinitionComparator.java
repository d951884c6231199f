package dev.pgmigrate.diff;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateDefinition;
import dev.pgmigrate.change.DropDefinition;
import dev.pgmigrate.change.ReplaceDefinition;
import dev.pgmigrate.schema.Definition;
import java.util.ArrayList;
import java.util.List;

/** Compares a view, a function or another definition with itself. */
final class DefinitionComparator {
  private DefinitionComparator() {}

  /**
   * The changes that lead from the one to the other.
   *
   * @param used whether something uses it afterwards: then the way back must be a replacement, too
   */
  static List<Change> compare(
      Definition from, Definition to, boolean used, Equivalence equivalence) {
    boolean replaceable = from.replaceableBy(to) && (!used || to.replaceableBy(from));
    boolean sameSql = equivalence.same(from, to);
    if (!sameSql && !replaceable) {
      return List.of(DropDefinition.again(from, to), CreateDefinition.again(from, to));
    }
    List<Change> changes = new ArrayList<>();
    boolean same =
        sameSql
            && from.settings().equals(to.settings())
            && from.columnComments().equals(to.columnComments())
            && from.columnAccess().equals(to.columnAccess());
    if (!same) {
      changes.add(new ReplaceDefinition(from, to));
    }
    DescriptionComparator.compare(to.id(), from.comment(), to.comment(), changes);
    AccessComparator.compare(to.id(), from.access(), to.access(), changes);
    return changes;
  }
}

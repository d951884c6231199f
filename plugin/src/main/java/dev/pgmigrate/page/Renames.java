package dev.pgmigrate.page;

import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.RelationState;
import dev.pgmigrate.schema.QualifiedName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How tables and columns were called before the first revision, as far as they were renamed. */
final class Renames {
  private final Map<QualifiedName, QualifiedName> tables = new HashMap<>();
  private final Map<QualifiedName, Map<String, String>> columns = new HashMap<>();

  /**
   * Of what was observed.
   *
   * @param changes in the order in which they happened
   */
  static Renames of(List<RelationChange> changes) {
    Renames renames = new Renames();
    changes.forEach(renames::add);
    return renames;
  }

  private void add(RelationChange change) {
    RelationState before = change.before();
    RelationState after = change.after();
    if (before == null || after == null || !before.relation().isTable()) {
      return;
    }
    QualifiedName old = before.relation().name();
    QualifiedName now = after.relation().name();
    if (!old.equals(now)) {
      QualifiedName first = table(old);
      tables.remove(old);
      tables.put(now, first);
    }
    Map<String, String> names = columns.computeIfAbsent(table(now), name -> new HashMap<>());
    Map<String, String> earlier = Map.copyOf(names);
    List<RelationChange.ColumnPair> renamed =
        change.changedColumns().stream()
            .filter(pair -> !pair.before().name().equals(pair.after().name()))
            .toList();
    renamed.forEach(pair -> names.remove(pair.before().name()));
    renamed.forEach(
        pair ->
            names.put(
                pair.after().name(),
                earlier.getOrDefault(pair.before().name(), pair.before().name())));
  }

  /** The first name of the table that is called so now. */
  QualifiedName table(QualifiedName now) {
    return tables.getOrDefault(now, now);
  }

  /** The first name of a column. */
  String column(QualifiedName table, String now) {
    return columns.getOrDefault(table(table), Map.of()).getOrDefault(now, now);
  }
}

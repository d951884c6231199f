package dev.pgmigrate.watch;

import dev.pgmigrate.lint.ColumnState;
import dev.pgmigrate.lint.DroppedObject;
import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.RelationState;
import dev.pgmigrate.schema.QualifiedName;
import java.util.List;
import java.util.Optional;

/** The event trigger reports a dropped column with its table's oid: the table may be older. */
final class DroppedColumns {
  private static final int COLUMN_PATH = 3;

  private DroppedColumns() {}

  /** The dropped objects, columns existing only if they did themselves. */
  static List<DroppedObject> judged(List<DroppedObject> dropped, List<RelationChange> changes) {
    return dropped.stream()
        .map(
            object ->
                object.existing() && isAdded(object, changes)
                    ? new DroppedObject(
                        object.type(),
                        object.identity(),
                        object.path(),
                        object.named(),
                        object.cascaded(),
                        false)
                    : object)
        .toList();
  }

  private static boolean isAdded(DroppedObject object, List<RelationChange> changes) {
    if (object.path().size() != COLUMN_PATH || !object.type().endsWith(" column")) {
      return false;
    }
    QualifiedName table = new QualifiedName(object.path().get(0), object.path().get(1));
    Optional<ColumnState> column =
        changes.stream()
            .flatMap(change -> Optional.<RelationState>ofNullable(change.before()).stream())
            .filter(before -> before.relation().name().equals(table))
            .flatMap(before -> before.column(object.path().get(2)).stream())
            .findFirst();
    return column.isPresent() && !column.get().existing();
  }
}

package dev.pgmigrate.command;

import dev.pgmigrate.diff.EntityKind;
import dev.pgmigrate.diff.ModelLock;
import dev.pgmigrate.entity.EntityModel;
import dev.pgmigrate.entity.MappedTable;
import java.util.List;
import java.util.TreeSet;

/** What the entities and model.lock together know of hierarchies. */
final class EntityKinds {
  private EntityKinds() {}

  /** The classes of all hierarchies. */
  static List<EntityKind> of(EntityModel model, ModelLock base) {
    return model.tables().stream()
        .filter(MappedTable::hierarchy)
        .map(
            table ->
                new EntityKind(
                    table.discriminator(),
                    StaleModel.qualified(table.name()),
                    base.entities().getOrDefault(table.entityClass(), new TreeSet<>())))
        .toList();
  }
}

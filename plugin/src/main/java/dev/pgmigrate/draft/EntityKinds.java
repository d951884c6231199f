package dev.pgmigrate.draft;

import dev.pgmigrate.entity.EntityModel;
import dev.pgmigrate.entity.MappedTable;
import dev.pgmigrate.expand.EntityKind;
import dev.pgmigrate.intent.ModelLock;
import dev.pgmigrate.project.StaleModel;
import java.util.List;
import java.util.TreeSet;

/** What the entities and model.lock together know of hierarchies. */
public final class EntityKinds {
  private EntityKinds() {}

  /** The classes of all hierarchies. */
  public static List<EntityKind> of(EntityModel model, ModelLock base) {
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

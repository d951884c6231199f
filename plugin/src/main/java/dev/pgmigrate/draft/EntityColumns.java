package dev.pgmigrate.draft;

import dev.pgmigrate.entity.EntityModel;
import dev.pgmigrate.entity.MappedColumn;
import dev.pgmigrate.entity.MappedTable;
import dev.pgmigrate.project.StaleModel;
import dev.pgmigrate.schema.ObjectId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The properties behind each column: several where entities share a table. */
public final class EntityColumns {
  /** One property as an entity maps it. */
  record Mapped(MappedTable table, MappedColumn column) {
    /** {@code Account.address.city}. */
    String path() {
      return table.entityClass().replaceFirst(".*[.$]", "") + "." + column.property();
    }
  }

  private final Map<ObjectId, List<Mapped>> columns = new LinkedHashMap<>();

  public EntityColumns(EntityModel model) {
    for (MappedTable table : model.tables()) {
      for (MappedColumn column : table.columns()) {
        ObjectId id = ObjectId.column(StaleModel.qualified(table.name()), column.column());
        columns.computeIfAbsent(id, absent -> new ArrayList<>()).add(new Mapped(table, column));
      }
    }
  }

  /** The properties that a column holds; none for what only Hibernate or SQL knows. */
  List<Mapped> of(ObjectId column) {
    return columns.getOrDefault(column, List.of());
  }
}

package dev.pgmigrate.command;

import dev.pgmigrate.change.AddColumn;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.entity.EntityModel;
import dev.pgmigrate.entity.MappedColumn;
import dev.pgmigrate.entity.MappedTable;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.ObjectId;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Java field starts with never reaches the DDL: existing rows, and rows that are written
 * past the entity, do not get it.
 */
final class InitializerWarnings {
  private InitializerWarnings() {}

  static List<Warning> of(List<Change> changes, EntityModel model) {
    List<Warning> warnings = new ArrayList<>();
    for (MappedTable mapped : model.tables()) {
      for (MappedColumn property : mapped.columns()) {
        if (property.initializer() != null && addsWithoutDefault(changes, mapped, property)) {
          warnings.add(warning(mapped, property));
        }
      }
    }
    return warnings.stream().distinct().toList();
  }

  private static Warning warning(MappedTable mapped, MappedColumn property) {
    ObjectId column = ObjectId.column(StaleModel.qualified(mapped.name()), property.column());
    String simpleName = mapped.entityClass().replaceFirst(".*\\.", "");
    return new Warning(
        "initializer-without-default",
        column,
        simpleName
            + "."
            + property.property()
            + " starts as "
            + property.initializer()
            + " in Java; column "
            + property.column()
            + " has no default",
        List.of());
  }

  private static boolean addsWithoutDefault(
      List<Change> changes, MappedTable mapped, MappedColumn property) {
    ObjectId column = ObjectId.column(StaleModel.qualified(mapped.name()), property.column());
    return changes.stream()
        .filter(AddColumn.class::isInstance)
        .map(AddColumn.class::cast)
        .anyMatch(add -> add.object().equals(column) && bare(add.column()));
  }

  private static boolean bare(Column column) {
    return column.defaultValue() == null && column.identity() == null && column.generated() == null;
  }
}

package dev.pgmigrate.draft;

import dev.pgmigrate.change.AddColumn;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.draft.EntityColumns.Mapped;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Java field starts with never reaches the DDL: existing rows, and rows that are written
 * past the entity, do not get it.
 */
public final class InitializerWarnings {
  private InitializerWarnings() {}

  public static List<Warning> of(List<Change> changes, EntityColumns columns) {
    List<Warning> warnings = new ArrayList<>();
    for (Change change : changes) {
      if (change instanceof AddColumn add && add.column().isBare()) {
        columns.of(add.object()).stream()
            .filter(mapped -> mapped.column().initializer() != null)
            .filter(mapped -> !mapped.column().isWithoutField())
            .map(mapped -> warning(add, mapped))
            .forEach(warnings::add);
      }
    }
    return warnings.stream().distinct().toList();
  }

  private static Warning warning(AddColumn add, Mapped mapped) {
    return new Warning(
        "initializer-without-default",
        add.object(),
        mapped.path()
            + " starts as "
            + mapped.column().initializer()
            + " in Java; column "
            + add.column().name()
            + " has no default",
        List.of());
  }
}

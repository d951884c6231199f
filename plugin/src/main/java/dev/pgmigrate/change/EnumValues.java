package dev.pgmigrate.change;

import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.EnumType;
import java.util.ArrayList;
import java.util.List;

/** Looks for the rows that have a value which an enum loses. */
final class EnumValues {
  private EnumValues() {}

  static List<Warning> removed(EnumType from, EnumType to, List<TypeUse> uses) {
    List<String> gone = new ArrayList<>(from.values());
    gone.removeAll(to.values());
    if (gone.isEmpty()) {
      return List.of();
    }
    String message =
        "enum "
            + SqlText.name(to.name())
            + " loses "
            + SqlText.literals(gone)
            + (gone.size() == 1 ? "; fails if a row has it" : "; fails if a row has one of them");
    Offenders[] rows =
        uses.stream().map(use -> offenders(use, gone)).distinct().toArray(Offenders[]::new);
    return List.of(WarningKind.ENUM_VALUE_REMOVED.on(to.id(), message, rows));
  }

  private static Offenders offenders(TypeUse use, List<String> gone) {
    String column = SqlText.name(use.from().name());
    boolean array = use.from().type().text().endsWith("[]");
    String condition =
        array
            ? column + "::text[] && ARRAY[" + SqlText.literals(gone) + "]"
            : column + "::text IN (" + SqlText.literals(gone) + ")";
    return Offenders.byValue(use.table(), use.from().name(), condition, "have a removed value");
  }
}

package dev.pgmigrate.draft;

import dev.pgmigrate.change.AddColumn;
import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateTable;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.draft.EntityColumns.Mapped;
import dev.pgmigrate.entity.MappedConstraint;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Bean Validation demands of a new or changed column and the database does not: rows that are
 * written past the entity need not meet it.
 */
public final class ValidationWarnings {
  private static final Set<String> PRESENCE = Set.of("NotNull", "NotEmpty", "NotBlank");

  /** No check can say what depends on the clock, or that there must be nothing. */
  private static final Set<String> BEYOND_CHECKS =
      Set.of("Past", "PastOrPresent", "Future", "FutureOrPresent", "Null");

  private static final Pattern LENGTH = Pattern.compile("character(?: varying)?\\(([0-9]+)\\)");

  private final EntityColumns columns;
  private final List<Warning> warnings = new ArrayList<>();

  private ValidationWarnings(EntityColumns columns) {
    this.columns = columns;
  }

  /**
   * Looks at the columns that are made or changed.
   *
   * @param target where the checks are that come in a later step
   */
  public static List<Warning> of(List<Change> changes, EntityColumns columns, Schema target) {
    ValidationWarnings found = new ValidationWarnings(columns);
    for (Change change : changes) {
      if (change instanceof CreateTable create) {
        create.table().columns().forEach(column -> found.look(create.table(), column));
      } else if (change instanceof AddColumn add) {
        found.look(target.table(add.table().name()).orElse(add.table()), add.column());
      } else if (change instanceof AlterColumn alter) {
        found.look(target.table(alter.table().name()).orElse(alter.table()), alter.to());
      }
    }
    return found.warnings.stream().distinct().toList();
  }

  private void look(Table table, Column column) {
    ObjectId id = table.columnId(column.name());
    for (Mapped mapped : columns.of(id)) {
      String lost =
          mapped.column().constraints().stream()
              .filter(constraint -> !reaches(constraint, mapped, table, column))
              .map(MappedConstraint::text)
              .collect(Collectors.joining(" "));
      if (!lost.isEmpty()) {
        warnings.add(
            new Warning(
                "validation-without-constraint",
                id,
                mapped.path()
                    + " has "
                    + lost
                    + " in Java; the database does not enforce it on column "
                    + column.name(),
                List.of()));
      }
    }
  }

  private static boolean reaches(
      MappedConstraint constraint, Mapped mapped, Table table, Column column) {
    if (BEYOND_CHECKS.contains(constraint.name()) || checked(table, column)) {
      return true;
    }
    if (PRESENCE.contains(constraint.name())) {
      return column.notNull();
    }
    if (constraint.name().equals("Digits")) {
      return column.type().text().startsWith("numeric(");
    }
    Long max = constraint.max();
    return constraint.name().equals("Size")
        && (!mapped.column().javaType().equals("java.lang.String")
            || (max != null && length(column) <= max));
  }

  private static long length(Column column) {
    Matcher length = LENGTH.matcher(column.type().text());
    return length.matches() ? Long.parseLong(length.group(1)) : Long.MAX_VALUE;
  }

  /** By the table's own checks, or by those of a domain. */
  private static boolean checked(Table table, Column column) {
    return column.type().userDefined() != null
        || table.constraints(Check.class).stream()
            .anyMatch(check -> check.expression().mentions(column.name()));
  }
}

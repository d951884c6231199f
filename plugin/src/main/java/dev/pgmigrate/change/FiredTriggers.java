package dev.pgmigrate.change;

import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The triggers that a statement of ours fires for each row that it changes, as one for {@code
 * updated_at} does. Writers go on meanwhile and need them, so they stay in force; a person reads of
 * them above the statement.
 */
final class FiredTriggers {
  private static final String UPDATE = "UPDATE";
  private static final String OF = UPDATE + " OF ";

  private FiredTriggers() {}

  /** One line about those of an UPDATE that sets this column; empty where there is none. */
  static Optional<String> byUpdate(QualifiedName table, String column, Schema schema) {
    List<String> fired =
        schema.definitions().stream()
            .filter(trigger -> trigger.id().kind() == ObjectKind.TRIGGER)
            .filter(trigger -> trigger.id().qualifiedName().equals(table))
            .filter(trigger -> fires(trigger, column))
            .map(trigger -> SqlText.name(trigger.id().name()))
            .sorted()
            .toList();
    return fired.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Fires %s %s of %s for each row."
                .formatted(
                    fired.size() == 1 ? "trigger" : "triggers",
                    String.join(", ", fired),
                    SqlText.name(table)));
  }

  private static boolean fires(Definition trigger, String column) {
    String text = trigger.sql().canonical();
    String events = text.substring(0, text.indexOf(" ON "));
    boolean disabled =
        trigger.settings().values().stream().anyMatch(s -> s.set().text().contains(" DISABLE "));
    return !disabled && text.contains(" FOR EACH ROW ") && updates(events, column);
  }

  private static boolean updates(String events, String column) {
    int of = events.indexOf(OF);
    if (of < 0) {
      return events.contains(UPDATE);
    }
    String columns = events.substring(of + OF.length()).split(" OR ", 2)[0];
    return Arrays.stream(columns.split(",", -1))
        .map(String::strip)
        .collect(Collectors.toSet())
        .contains(SqlText.name(column));
  }
}

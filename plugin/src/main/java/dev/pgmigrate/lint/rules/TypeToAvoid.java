package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.ColumnState;
import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.RelationState;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A new column has a type that is regretted later. */
final class TypeToAvoid extends StatementRule {
  private static final Map<String, String> WHY =
      Map.of(
          "json", "it has no equality, so DISTINCT and GROUP BY fail",
          "timestamp without time zone", "it does not say which moment it means",
          "character", "it pads with blanks",
          "money", "its meaning depends on a setting of the server");

  TypeToAvoid() {
    super(
        "type-to-avoid",
        Severity.NOTE,
        "Use jsonb, timestamp with time zone, text or varchar(n), numeric.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().changes().stream()
        .filter(change -> change.relation().isTable())
        .flatMap(
            change ->
                added(change).stream()
                    .filter(column -> WHY.containsKey(family(column.type())))
                    .map(
                        column ->
                            change.relation()
                                + "."
                                + column.name()
                                + " is "
                                + column.type()
                                + ": "
                                + WHY.get(family(column.type()))));
  }

  private static List<ColumnState> added(RelationChange change) {
    RelationState after = change.after();
    return change.before() == null && after != null ? after.columns() : change.addedColumns();
  }

  /** The type without its length or precision. */
  private static String family(String type) {
    return type.replaceFirst("\\(\\d+\\)", "");
  }
}

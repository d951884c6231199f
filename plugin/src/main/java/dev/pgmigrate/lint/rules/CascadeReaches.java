package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** CASCADE drops what the statement does not name. */
final class CascadeReaches extends StatementRule {
  CascadeReaches() {
    super(
        "cascade-drops",
        Severity.ERROR,
        "Drop each of them by name, so that a reader of the revision sees it.");
  }

  @Override
  public Set<Source> needs() {
    return Set.of(Source.EVENTS);
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    List<String> reached =
        statement.effects().dropped().stream()
            .filter(object -> object.existing() && !object.named())
            .filter(object -> SEEN.contains(object.type()))
            .map(object -> object.type() + " " + object.identity())
            .toList();
    return reached.isEmpty() || !statement.says("CASCADE")
        ? Stream.empty()
        : Stream.of("CASCADE drops what is not named here: " + String.join(", ", reached));
  }

  private static final Set<String> SEEN =
      Set.of(
          "table",
          "table column",
          "view",
          "materialized view",
          "function",
          "table constraint",
          "policy",
          "trigger",
          "type");
}

package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.GrowsWithTable;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.Set;
import java.util.stream.Stream;

/** A trigger on a table in use: the writes of the running release execute it. */
final class TriggerAdded extends StatementRule implements GrowsWithTable {
  TriggerAdded() {
    super(
        "trigger-on-table-in-use",
        Severity.NOTE,
        "Keep the function short and free of locks; test it with the writes of the running release.");
  }

  @Override
  public Set<Source> needs() {
    return Set.of(Source.EVENTS);
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().commands().stream()
        .filter(command -> command.tag().equals("CREATE TRIGGER"))
        .flatMap(
            command -> step.until(statement).flatMap(one -> one.effects().strongLocks().stream()))
        .map(lock -> lock.relation().toString())
        .distinct()
        .map(
            table ->
                "writers of "
                    + table
                    + " wait while the trigger is created, and the writes of the previous release"
                    + " execute it");
  }
}

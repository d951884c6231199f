package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.Set;
import java.util.stream.Stream;

/** A schema gets another name: nothing in it is found any more. */
final class SchemaRenamed extends StatementRule {
  SchemaRenamed() {
    super(
        "schema-renamed",
        Severity.ERROR,
        "Create the new schema, and move its objects when no running release uses them.");
  }

  @Override
  public Set<Source> needs() {
    return Set.of(Source.EVENTS);
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().altersExisting("ALTER SCHEMA") && statement.says("RENAME")
        ? Stream.of("the previous release looks for its objects in the old schema")
        : Stream.empty();
  }
}

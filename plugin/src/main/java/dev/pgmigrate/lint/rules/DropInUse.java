package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.DroppedObject;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.revision.Revision;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Something that the running release may use is dropped. */
final class DropInUse extends StatementRule {
  private static final Set<String> USED_BY_APPLICATIONS =
      Set.of(
          "table",
          "table column",
          "view",
          "materialized view",
          "function",
          "procedure",
          "aggregate",
          "type",
          "sequence",
          "schema",
          "foreign table");

  DropInUse() {
    super(
        "drop-in-use",
        Severity.ERROR,
        "Deploy a release that no longer uses it first; drop it in a revision with 'phase:"
            + " contract'.");
  }

  @Override
  public Set<Source> needs() {
    return Set.of(Source.EVENTS);
  }

  /** A contract revision waits until the release that used it has gone. */
  @Override
  protected boolean concerns(WatchedRevision revision) {
    return revision.revision().phase() == Revision.Phase.EXPAND;
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().dropped().stream()
        .filter(DroppedObject::existing)
        .filter(DroppedObject::named)
        .filter(object -> USED_BY_APPLICATIONS.contains(object.type()))
        .filter(object -> !isMadeAgain(object, statement, step))
        .map(
            object ->
                "the "
                    + object.type()
                    + " "
                    + object.identity()
                    + " is dropped; the release that still runs may use it");
  }

  /** Nobody sees what happens inside of a transaction. */
  private static boolean isMadeAgain(
      DroppedObject object, WatchedStatement statement, WatchedStep step) {
    return step.isTransaction()
        && (step.after(statement).anyMatch(later -> creates(later, object))
            || step.until(statement).anyMatch(earlier -> renames(earlier, object))
            || isColumnAgain(object, statement, step));
  }

  private static boolean creates(WatchedStatement later, DroppedObject object) {
    return later.effects().commands().stream()
        .anyMatch(
            command ->
                command.tag().startsWith("CREATE") && command.identity().equals(object.identity()));
  }

  /** No release knows the name that this transaction gave it. */
  private static boolean renames(WatchedStatement earlier, DroppedObject object) {
    return earlier.says("RENAME")
        && earlier.effects().commands().stream()
            .anyMatch(
                command ->
                    command.tag().startsWith("ALTER")
                        && command.identity().equals(object.identity()));
  }

  private static boolean isColumnAgain(
      DroppedObject object, WatchedStatement statement, WatchedStep step) {
    return object.path().size() == COLUMN_PATH
        && Stream.concat(Stream.of(statement), step.after(statement))
            .flatMap(one -> one.effects().changes().stream())
            .flatMap(change -> Optional.ofNullable(change.after()).stream())
            .filter(table -> table.relation().name().namespace().equals(object.path().get(0)))
            .filter(table -> table.relation().name().name().equals(object.path().get(1)))
            .flatMap(table -> table.columns().stream())
            .anyMatch(column -> column.name().equals(object.path().get(2)));
  }

  private static final int COLUMN_PATH = 3;
}

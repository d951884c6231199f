package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.RelationState;
import dev.pgmigrate.lint.Renamed;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table, a column, a routine or a type in use gets another name: the previous release asks for
 * the old one.
 */
final class RenameInUse extends StatementRule {
  RenameInUse() {
    super(
        "rename-in-use",
        Severity.ERROR,
        "Rename with mvn migrate:revision -Dmigrate.rename=<old:new>: it writes an expand and a contract"
            + " revision, and both names work in between.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    VisibleState end = new VisibleState(statement, step);
    return Stream.concat(
        statement.effects().changes().stream()
            .filter(change -> change.relation().existing())
            .flatMap(change -> Stream.concat(relation(change, end), columns(change, end))),
        statement.effects().renamed().stream()
            .filter(renamed -> !isMadeAgain(renamed, end))
            .map(
                renamed ->
                    "the "
                        + renamed.type()
                        + " "
                        + renamed.from()
                        + " is now "
                        + renamed.to()
                        + OLD_NAME));
  }

  private static Stream<String> relation(RelationChange change, VisibleState end) {
    RelationState before = change.before();
    RelationState after = change.after();
    if (before == null
        || after == null
        || before.relation().isIndex()
        || before.relation().name().equals(after.relation().name())
        || isRenamed(before, end)) {
      return Stream.empty();
    }
    Optional<RelationState> again = end.named(before.relation().name());
    if (again.isEmpty()) {
      return Stream.of(before.relation() + " is now " + after.relation() + OLD_NAME);
    }
    List<String> missing = VisibleState.missing(before, again.get());
    return missing.isEmpty()
        ? Stream.empty()
        : Stream.of(
            before.relation()
                + " is another relation now, and "
                + String.join(", ", missing)
                + "; the previous release may use it");
  }

  private static Stream<String> columns(RelationChange change, VisibleState end) {
    RelationState before = change.before();
    return before == null || isRenamed(before, end)
        ? Stream.empty()
        : change.changedColumns().stream()
            .filter(pair -> pair.before().existing())
            .filter(pair -> !pair.before().name().equals(pair.after().name()))
            .filter(
                pair ->
                    end.named(before.relation().name())
                        .flatMap(table -> table.column(pair.before().name()))
                        .isEmpty())
            .map(
                pair ->
                    change.relation()
                        + "."
                        + pair.before().name()
                        + " is now "
                        + pair.after().name()
                        + OLD_NAME);
  }

  /** Its transaction renamed it before, which is reported there. */
  private static boolean isRenamed(RelationState before, VisibleState end) {
    return end.earlier()
        .flatMap(earlier -> earlier.effects().changes().stream())
        .flatMap(change -> Optional.ofNullable(change.before()).stream())
        .filter(before::isSame)
        .anyMatch(first -> !first.relation().name().equals(before.relation().name()));
  }

  private static boolean isMadeAgain(Renamed renamed, VisibleState end) {
    return end.later()
        .map(WatchedStatement::effects)
        .anyMatch(
            effects ->
                effects.renamed().stream().anyMatch(other -> other.to().equals(renamed.from()))
                    || effects.commands().stream()
                        .filter(command -> command.tag().startsWith("CREATE"))
                        .anyMatch(command -> command.identity().equals(renamed.from())));
  }

  private static final String OLD_NAME = "; the previous release asks for the old name";
}

package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.DroppedObject;
import dev.pgmigrate.lint.Effects;
import dev.pgmigrate.lint.RelationState;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.schema.QualifiedName;
import java.util.List;
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

  /** A generated revision warns where no form suits both releases. */
  @Override
  public Set<String> warnedAs() {
    return Set.of("breaks-running-release");
  }

  /** A contract revision waits until the release that used it has gone. */
  @Override
  protected boolean concerns(WatchedRevision revision) {
    return revision.revision().phase() == Revision.Phase.EXPAND;
  }

  @Override
  protected Stream<String> faults(
      WatchedStatement statement, WatchedStep step, WatchedRevision revision) {
    VisibleState end = new VisibleState(statement, step);
    return statement.effects().dropped().stream()
        .filter(DroppedObject::existing)
        .filter(DroppedObject::named)
        .filter(object -> USED_BY_APPLICATIONS.contains(object.type()))
        .filter(object -> !isRenamed(object, statement, revision))
        .flatMap(object -> fault(object, end).stream());
  }

  private static Optional<String> fault(DroppedObject object, VisibleState end) {
    String what =
        "the " + object.type().replace("table column", "column") + " " + object.identity();
    if (object.path().size() == COLUMN_PATH && isColumnAgain(object, end)) {
      return Optional.empty();
    }
    Optional<RelationState> before = relation(object, end.statement());
    if (before.isPresent()) {
      Optional<RelationState> now = end.named(before.get().relation().name());
      if (now.isPresent()) {
        List<String> missing = VisibleState.missing(before.get(), now.get());
        return missing.isEmpty()
            ? Optional.empty()
            : Optional.of(
                what
                    + " is dropped and created again, and "
                    + String.join(", ", missing)
                    + "; the previous release may use it");
      }
    } else if (end.later().anyMatch(later -> creates(later, object))) {
      return Optional.empty();
    }
    return Optional.of(what + " is dropped; the previous release may use it");
  }

  private static Optional<RelationState> relation(
      DroppedObject object, WatchedStatement statement) {
    return statement.effects().changes().stream()
        .filter(change -> change.after() == null && !change.relation().isIndex())
        .flatMap(change -> Optional.ofNullable(change.before()).stream())
        .filter(
            before ->
                List.of(before.relation().name().namespace(), before.relation().name().name())
                    .equals(object.path()))
        .findFirst();
  }

  private static boolean creates(WatchedStatement later, DroppedObject object) {
    return later.effects().commands().stream()
        .anyMatch(
            command ->
                command.tag().startsWith("CREATE") && command.identity().equals(object.identity()));
  }

  /** What its revision renamed before: what becomes of the old name is another rule's to say. */
  private static boolean isRenamed(
      DroppedObject object, WatchedStatement last, WatchedRevision revision) {
    return revision
        .statements()
        .takeWhile(earlier -> !earlier.equals(last))
        .map(WatchedStatement::effects)
        .filter(DropInUse::renames)
        .flatMap(effects -> effects.commands().stream())
        .anyMatch(
            command ->
                command.tag().startsWith("ALTER") && command.identity().equals(object.identity()));
  }

  private static boolean renames(Effects effects) {
    return !effects.renamed().isEmpty()
        || effects.changes().stream()
            .anyMatch(
                change ->
                    change.isRenamed()
                        || change.changedColumns().stream()
                            .anyMatch(pair -> !pair.before().name().equals(pair.after().name())));
  }

  private static boolean isColumnAgain(DroppedObject object, VisibleState end) {
    return end.named(new QualifiedName(object.path().get(0), object.path().get(1)))
        .flatMap(table -> table.column(object.path().get(2)))
        .isPresent();
  }

  private static final int COLUMN_PATH = 3;
}

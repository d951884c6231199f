package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.ColumnState;
import dev.pgmigrate.lint.Relation;
import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.RelationState;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.schema.QualifiedName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What others see of a statement: the relations as its transaction leaves them. Nobody sees what
 * happens inside.
 */
record VisibleState(WatchedStatement statement, WatchedStep step) {
  /** The relation that has this name then, if the statement or a later one touched it. */
  Optional<RelationState> named(QualifiedName name) {
    return last().values().stream()
        .filter(state -> state.relation().name().equals(name))
        .findFirst();
  }

  /** A changed relation then, under whatever name; empty where it is gone. */
  Optional<RelationState> relation(RelationChange change) {
    return Optional.ofNullable(last().get(id(change)));
  }

  /** The column of a changed relation then, under whatever name. */
  Optional<ColumnState> column(RelationChange change, int number) {
    return relation(change).flatMap(table -> table.column(number));
  }

  /** The statements behind this one that run in the same transaction. */
  Stream<WatchedStatement> later() {
    return step.isTransaction() ? step.after(statement) : Stream.empty();
  }

  /** The statements before this one that run in the same transaction. */
  Stream<WatchedStatement> earlier() {
    return step.isTransaction() ? step.before(statement) : Stream.empty();
  }

  /**
   * What a new relation in the place of another lacks of its columns. Those of a view follow the
   * tables that it reads: only their names count.
   */
  static List<String> missing(RelationState before, RelationState now) {
    boolean typed = isStored(before.relation()) && isStored(now.relation());
    return before.columns().stream()
        .flatMap(
            old ->
                now
                    .column(old.name())
                    .map(column -> !typed || column.isTypedAs(old) ? "" : retyped(old, column))
                    .or(() -> Optional.of(old.name() + " is missing"))
                    .filter(text -> !text.isEmpty())
                    .stream())
        .toList();
  }

  private static boolean isStored(Relation relation) {
    return relation.isTable() && relation.kind() != Relation.Kind.MATERIALIZED_VIEW;
  }

  private static String retyped(ColumnState old, ColumnState now) {
    return old.name() + " was " + old.type() + " and is " + now.type();
  }

  private Map<Long, RelationState> last() {
    Map<Long, RelationState> last = new LinkedHashMap<>();
    Stream.concat(Stream.of(statement), later())
        .flatMap(one -> one.effects().changes().stream())
        .forEach(
            change -> {
              RelationState after = change.after();
              if (after == null) {
                last.remove(id(change));
              } else {
                last.put(after.id(), after);
              }
            });
    return last;
  }

  private static long id(RelationChange change) {
    RelationState before = change.before();
    return before != null ? before.id() : Objects.requireNonNull(change.after()).id();
  }
}

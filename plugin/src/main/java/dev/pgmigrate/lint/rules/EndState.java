package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.IndexState;
import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.RelationState;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStatement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a revision adds or changes, with what has become of the table at the end of the branch.
 *
 * @param revision the one whose statements are asked
 * @param branch all that are judged, in the order of execution
 */
record EndState(WatchedRevision revision, List<WatchedRevision> branch) {
  /** Something that a statement did, and the table as the branch leaves it. */
  record Seen<T>(T what, WatchedStatement statement, RelationState end) {}

  /** What each statement changed of tables that are still there at the end. */
  Stream<Seen<RelationChange>> changed() {
    return revision
        .statements()
        .flatMap(
            statement ->
                statement.effects().changes().stream()
                    .filter(change -> change.relation().isTable())
                    .flatMap(
                        change ->
                            end(change).stream().map(end -> new Seen<>(change, statement, end))));
  }

  /** Likewise, one part of it each: an index, a foreign key; those that are still there. */
  <T> Stream<Seen<T>> added(Function<RelationChange, List<T>> parts) {
    return changed()
        .flatMap(
            seen ->
                parts.apply(seen.what()).stream()
                    .filter(part -> isKept(part, seen.end()))
                    .map(part -> new Seen<>(part, seen.statement(), seen.end())));
  }

  private static boolean isKept(Object part, RelationState end) {
    return part instanceof IndexState index
        ? end.indexes().stream().anyMatch(other -> other.name().equals(index.name()))
        : end.foreignKeys().contains(part);
  }

  /** The last that was seen of the table, under whatever name; nothing if it was dropped. */
  private Optional<RelationState> end(RelationChange first) {
    RelationState last = first.after();
    boolean later = false;
    for (WatchedRevision one : branch) {
      for (WatchedStatement statement : (Iterable<WatchedStatement>) one.statements()::iterator) {
        for (RelationChange change : statement.effects().changes()) {
          later |= change.equals(first);
          RelationState before = change.before();
          if (later
              && !change.equals(first)
              && last != null
              && before != null
              && before.relation().name().equals(last.relation().name())) {
            last = change.after();
          }
        }
      }
    }
    return Optional.ofNullable(last);
  }
}

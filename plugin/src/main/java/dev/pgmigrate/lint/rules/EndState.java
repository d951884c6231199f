package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.ForeignKeyState;
import dev.pgmigrate.lint.IndexState;
import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.RelationState;
import dev.pgmigrate.lint.TablePart;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
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

  private record Placed(RelationChange change, WatchedStatement statement, boolean asked) {}

  /**
   * All changes of the branch.
   *
   * @param ofRelation where those stand that a relation, by its oid, had been there for
   */
  private record Changes(List<Placed> all, Map<Long, List<Integer>> ofRelation) {
    static Changes of(List<Placed> all) {
      Map<Long, List<Integer>> ofRelation = new HashMap<>();
      for (int at = 0; at < all.size(); at++) {
        RelationState before = all.get(at).change().before();
        if (before != null) {
          ofRelation.computeIfAbsent(before.id(), any -> new ArrayList<>()).add(at);
        }
      }
      return new Changes(all, ofRelation);
    }

    Placed get(int at) {
      return all.get(at);
    }

    /** What became of the relation behind this change. */
    List<RelationChange> later(int first) {
      RelationState now = all.get(first).change().after();
      return now == null
          ? List.of()
          : ofRelation.getOrDefault(now.id(), List.of()).stream()
              .filter(at -> at > first)
              .map(at -> all.get(at).change())
              .toList();
    }
  }

  /** What each statement changed of tables that are still there at the end. */
  Stream<Seen<RelationChange>> changed() {
    Changes all = all();
    return asked(all)
        .flatMap(
            at ->
                end(all, at).stream()
                    .map(end -> new Seen<>(all.get(at).change(), all.get(at).statement(), end)));
  }

  /** The indexes that each statement added, as the branch leaves them; without those it drops. */
  Stream<Seen<IndexState>> addedIndexes() {
    return added(RelationChange::addedIndexes, RelationState::indexes);
  }

  /** Likewise the foreign keys. */
  Stream<Seen<ForeignKeyState>> addedForeignKeys() {
    return added(RelationChange::addedForeignKeys, RelationState::foreignKeys);
  }

  private <T extends TablePart> Stream<Seen<T>> added(
      Function<RelationChange, List<T>> added, Function<RelationState, List<T>> parts) {
    Changes all = all();
    return asked(all)
        .flatMap(
            at ->
                added.apply(all.get(at).change()).stream()
                    .flatMap(part -> kept(all, at, part, parts).stream())
                    .flatMap(
                        part ->
                            end(all, at).stream()
                                .map(end -> new Seen<>(part, all.get(at).statement(), end))));
  }

  private Changes all() {
    List<Placed> all =
        branch.stream()
            .flatMap(
                one ->
                    one.statements()
                        .flatMap(
                            statement ->
                                statement.effects().changes().stream()
                                    .map(
                                        change ->
                                            new Placed(change, statement, one.equals(revision)))))
            .toList();
    return Changes.of(all);
  }

  private static Stream<Integer> asked(Changes all) {
    return IntStream.range(0, all.all().size())
        .filter(at -> all.get(at).asked() && all.get(at).change().relation().isTable())
        .boxed();
  }

  /** The last that was seen of the table, under whatever name; nothing if it was dropped. */
  private static Optional<RelationState> end(Changes all, int first) {
    RelationState last = all.get(first).change().after();
    for (RelationChange later : all.later(first)) {
      last = later.after();
    }
    return Optional.ofNullable(last);
  }

  /** The last that was seen of a part; nothing if it was dropped. */
  private static <T extends TablePart> Optional<T> kept(
      Changes all, int first, T part, Function<RelationState, List<T>> parts) {
    T last = part;
    for (RelationChange later : all.later(first)) {
      RelationState after = later.after();
      T before = last;
      Optional<T> now =
          after == null
              ? Optional.empty()
              : parts.apply(after).stream().filter(before::isSame).findFirst();
      if (now.isEmpty()) {
        return now;
      }
      last = now.get();
    }
    return Optional.of(last);
  }
}

package dev.pgmigrate.plan;

import dev.pgmigrate.change.Stage;
import dev.pgmigrate.plan.OnlineSteps.Group;
import dev.pgmigrate.schema.ObjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The chains that wait for no other one, by what decides whose turn it is: a plan of many thousand
 * changes asks as often.
 */
final class Ready {
  /** What decides whether a brief link joins a group. */
  private record Kind(Set<ObjectId> locks, boolean slow, boolean locksForLong) {}

  private final NavigableSet<Integer> first = new TreeSet<>();
  private final NavigableSet<Integer> brief = new TreeSet<>();
  private final NavigableSet<Integer> taking = new TreeSet<>();
  private final NavigableSet<Integer> last = new TreeSet<>();
  private final Map<Kind, NavigableSet<Integer>> byKind = new HashMap<>();

  /** The brief ones that lock one table, those apart that lock it for long. */
  private final Map<Boolean, NavigableSet<Integer>> locking = new HashMap<>();

  /** Those of any turn whose next link walks over rows. */
  private final Map<Integer, StageQueue> walking = new TreeMap<>();

  void add(int place, StageQueue chain) {
    sets(chain).forEach(set -> set.add(place));
    if (walks(chain)) {
      walking.put(place, chain);
    }
  }

  void remove(int place, StageQueue chain) {
    sets(chain).forEach(set -> set.remove(place));
    walking.remove(place);
  }

  /**
   * The place of the chain whose turn it is: among equals that of the first in the order. Empty
   * where none is ready.
   *
   * @param open the group that brief links can join
   */
  OptionalInt next(@Nullable Group open) {
    return Stream.concat(
            Stream.of(first),
            Stream.concat(
                open == null ? Stream.of() : joining(open), Stream.of(brief, taking, last)))
        .filter(set -> !set.isEmpty())
        .mapToInt(NavigableSet::first)
        .findFirst();
  }

  /** What locks nothing comes before what locks the table that is locked already. */
  private Stream<NavigableSet<Integer>> joining(Group open) {
    NavigableSet<Integer> free = new TreeSet<>();
    for (boolean slow : List.of(false, true)) {
      NavigableSet<Integer> same = byKind.get(new Kind(Set.of(), slow, open.locksForLong()));
      if (same != null && !same.isEmpty() && open.takes(Set.of(), slow, open.locksForLong())) {
        free.add(same.first());
      }
    }
    NavigableSet<Integer> one =
        open.locks().isEmpty()
            ? locking.get(open.locksForLong())
            : open.locks().size() == 1
                ? byKind.get(new Kind(open.locks(), false, open.locksForLong()))
                : null;
    return Stream.of(free, one == null ? new TreeSet<>() : one);
  }

  /** The places of other chains whose next walk over rows can be one with that of this one. */
  List<Integer> walkingWith(StageQueue chain) {
    List<Integer> others = new ArrayList<>();
    if (walks(chain)) {
      walking.forEach(
          (place, other) -> {
            if (chain.walksWith(other)) {
              others.add(place);
            }
          });
    }
    return others;
  }

  private static boolean walks(StageQueue chain) {
    List<Stage> stages = chain.link().stages();
    return stages.size() == 1 && stages.get(0).up().kind() == Stage.Kind.BATCH;
  }

  private List<NavigableSet<Integer>> sets(StageQueue chain) {
    if (chain.isFirst()) {
      return List.of(first);
    }
    if (!chain.link().isBrief()) {
      return List.of(chain.isLast() ? last : taking);
    }
    List<NavigableSet<Integer>> sets = new ArrayList<>(List.of(brief));
    Kind kind = new Kind(chain.locks(), chain.isSlow(), chain.locksForLong());
    sets.add(byKind.computeIfAbsent(kind, key -> new TreeSet<>()));
    if (chain.locks().size() == 1) {
      sets.add(locking.computeIfAbsent(chain.locksForLong(), key -> new TreeSet<>()));
    }
    return sets;
  }
}

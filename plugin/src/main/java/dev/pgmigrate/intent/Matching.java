package dev.pgmigrate.intent;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds which objects of two sides are one object: by the name that somebody chose, then by
 * structure, then by a generated name.
 */
final class Matching<T> {
  /**
   * What the matching asks.
   *
   * @param sameName of one kind and one name
   * @param sameStructure that both enforce the same, whatever their names
   */
  record Rules<T>(
      BiPredicate<T, T> sameName,
      Predicate<T> desiredGenerated,
      Predicate<T> currentGenerated,
      BiPredicate<T, T> sameStructure) {
    /** Objects that have nothing but their name to be known by. */
    static <T> Rules<T> byName(Function<T, Object> name) {
      return new Rules<>(
          (d, c) -> name.apply(d).equals(name.apply(c)), d -> false, c -> false, (d, c) -> false);
    }
  }

  private final List<T> desired;
  private final List<T> current;
  private final Predicate<T> alone;
  private final IdentityHashMap<T, T> pairs = new IdentityHashMap<>();
  private final IdentityHashMap<T, T> taken = new IdentityHashMap<>();

  /**
   * Matches what both sides have.
   *
   * @param alone what of {@code current} is never matched
   */
  Matching(List<T> desired, List<T> current, Predicate<T> alone, Rules<T> rules) {
    this.desired = desired;
    this.current = current;
    this.alone = alone;
    Predicate<T> chosenHere = rules.desiredGenerated().negate();
    Predicate<T> chosenThere = rules.currentGenerated().negate();
    pair(
        (d, c) ->
            rules.sameName().test(d, c)
                && ((chosenHere.test(d) && chosenThere.test(c))
                    || rules.sameStructure().test(d, c)));
    pair(rules.sameStructure());
    pair(rules.sameName());
  }

  private void pair(BiPredicate<T, T> rule) {
    for (T d : desired) {
      T match = pairs.containsKey(d) ? null : free(d, rule);
      if (match != null) {
        pairs.put(d, match);
        taken.put(match, d);
      }
    }
  }

  private @Nullable T free(T d, BiPredicate<T, T> rule) {
    for (T c : current) {
      if (!taken.containsKey(c) && !alone.test(c) && rule.test(d, c)) {
        return c;
      }
    }
    return null;
  }

  /** The target: what both have, resolved; then what is added and what is kept. */
  List<T> resolve(BiFunction<T, T, T> both, Predicate<T> adds, Predicate<T> keeps) {
    List<T> target = new ArrayList<>();
    for (T c : current) {
      T d = taken.get(c);
      if (d != null) {
        target.add(both.apply(d, c));
      } else if (keeps.test(c)) {
        target.add(c);
      }
    }
    for (T d : desired) {
      if (!pairs.containsKey(d) && adds.test(d)) {
        target.add(d);
      }
    }
    return target;
  }
}

package dev.pgmigrate.random;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Two schemas: one made in random steps, and the same after some more.
 *
 * @param creation the steps to the first
 * @param mutation the steps from there to the other
 * @param backwards whether the other is the one to begin with
 */
record RandomPair(long seed, List<Step> creation, List<Step> mutation, boolean backwards) {
  /**
   * One step.
   *
   * @param more whether it is one of {@link MoreSteps}
   */
  record Step(long seed, boolean more) {}

  /** Half of the pairs have what JPA could have made alone. */
  static RandomPair of(long seed) {
    Dice dice = new Dice(seed);
    List<Step> creation = steps(dice, 3 + dice.below(28), false);
    List<Step> mutation = steps(dice, 1 + dice.below(dice.oneIn(3) ? 20 : 5), false);
    if (dice.oneIn(2)) {
      return new RandomPair(seed, creation, mutation, false);
    }
    return new RandomPair(
        seed,
        both(creation, steps(dice, 2 + dice.below(12), true)),
        both(steps(dice, 1 + dice.below(5), true), mutation),
        dice.oneIn(3));
  }

  private static List<Step> steps(Dice dice, int count, boolean more) {
    return LongStream.generate(dice::seed).limit(count).mapToObj(s -> new Step(s, more)).toList();
  }

  private static List<Step> both(List<Step> some, List<Step> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  String from() {
    return Script.of(backwards ? after() : before());
  }

  String to() {
    return Script.of(backwards ? before() : after());
  }

  /** Rows for {@link #from}. */
  String rows() {
    return Rows.of(backwards ? after() : before());
  }

  private Model before() {
    Model model = new Model();
    for (Step step : creation) {
      if (step.more()) {
        MoreSteps.create(model, step.seed());
      } else {
        Steps.create(model, step.seed());
      }
    }
    return model;
  }

  private Model after() {
    Model model = before();
    for (Step step : mutation) {
      if (step.more()) {
        MoreSteps.mutate(model, step.seed());
      } else {
        Steps.mutate(model, step.seed());
      }
    }
    return model;
  }

  /** The pairs that lack some of the steps, those that lack most first. */
  List<RandomPair> smaller() {
    List<RandomPair> smaller = new ArrayList<>();
    for (int size = Math.max(creation.size(), mutation.size()); size > 0; size /= 2) {
      for (int i = 0; i < mutation.size(); i += size) {
        smaller.add(new RandomPair(seed, creation, without(mutation, i, size), backwards));
      }
      for (int i = 0; i < creation.size(); i += size) {
        smaller.add(new RandomPair(seed, without(creation, i, size), mutation, backwards));
      }
    }
    return smaller;
  }

  private static List<Step> without(List<Step> steps, int from, int size) {
    List<Step> rest = new ArrayList<>(steps.subList(0, from));
    rest.addAll(steps.subList(Math.min(steps.size(), from + size), steps.size()));
    return rest;
  }
}

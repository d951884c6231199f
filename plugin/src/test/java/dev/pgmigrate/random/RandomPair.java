package dev.pgmigrate.random;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Two schemas: one made in random steps, and the same after some more.
 *
 * @param creation the seed of each step to the first
 * @param mutation the seed of each step from there to the other
 */
record RandomPair(long seed, List<Long> creation, List<Long> mutation) {
  static RandomPair of(long seed) {
    Dice dice = new Dice(seed);
    return new RandomPair(
        seed, seeds(dice, 3 + dice.below(28)), seeds(dice, 1 + dice.below(dice.oneIn(3) ? 20 : 5)));
  }

  private static List<Long> seeds(Dice dice, int count) {
    return LongStream.generate(dice::seed).limit(count).boxed().toList();
  }

  String from() {
    return Script.of(before());
  }

  String to() {
    Model model = before();
    mutation.forEach(step -> Steps.mutate(model, step));
    return Script.of(model);
  }

  /** Rows for {@link #from}. */
  String rows() {
    return Rows.of(before());
  }

  private Model before() {
    Model model = new Model();
    creation.forEach(step -> Steps.create(model, step));
    return model;
  }

  /** The pairs that lack some of the steps, those that lack most first. */
  List<RandomPair> smaller() {
    List<RandomPair> smaller = new ArrayList<>();
    for (int size = Math.max(creation.size(), mutation.size()); size > 0; size /= 2) {
      for (int i = 0; i < mutation.size(); i += size) {
        smaller.add(new RandomPair(seed, creation, without(mutation, i, size)));
      }
      for (int i = 0; i < creation.size(); i += size) {
        smaller.add(new RandomPair(seed, without(creation, i, size), mutation));
      }
    }
    return smaller;
  }

  private static List<Long> without(List<Long> steps, int from, int size) {
    List<Long> rest = new ArrayList<>(steps.subList(0, from));
    rest.addAll(steps.subList(Math.min(steps.size(), from + size), steps.size()));
    return rest;
  }
}

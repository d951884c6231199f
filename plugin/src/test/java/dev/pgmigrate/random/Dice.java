package dev.pgmigrate.random;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The one source of chance: the same seed, the same throws. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** From 0 on, below {@code bound}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** True one time in {@code times}. */
  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  long seed() {
    return random.nextLong();
  }

  <T> T of(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  @SafeVarargs
  final <T> T of(T... all) {
    return all[random.nextInt(all.length)];
  }

  /** Between one and {@code most} of them, in any order. */
  <T> List<T> some(List<T> all, int most) {
    List<T> left = new ArrayList<>(all);
    List<T> some = new ArrayList<>();
    int count = Math.min(left.size(), 1 + random.nextInt(most));
    while (some.size() < count) {
      some.add(left.remove(random.nextInt(left.size())));
    }
    return some;
  }
}

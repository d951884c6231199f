package dev.pgmigrate.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Two lists laid side by side. */
public final class Lists {
  private Lists() {}

  /** An element that both lists have under one key. */
  public record Pair<T>(T from, T to) {}

  /** What only {@code to} has, what only {@code from} has, and what both have; in their order. */
  public record Difference<T>(List<T> added, List<T> removed, List<Pair<T>> common) {}

  /** Lays two lists side by side by a key that is unique in each; linear. */
  public static <T, K> Difference<T> diff(List<T> from, List<T> to, Function<T, K> key) {
    Map<K, T> left = new LinkedHashMap<>();
    from.forEach(element -> left.put(key.apply(element), element));
    List<T> added = new ArrayList<>();
    List<Pair<T>> common = new ArrayList<>();
    for (T element : to) {
      T old = left.remove(key.apply(element));
      if (old == null) {
        added.add(element);
      } else {
        common.add(new Pair<>(old, element));
      }
    }
    return new Difference<>(added, List.copyOf(left.values()), common);
  }
}

package dev.pgmigrate.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What can be asked of any directed graph. */
public final class Graphs {
  private Graphs() {}

  /** The nodes of {@code start} and all that is reached from them, each once. */
  public static <N> Set<N> closure(Collection<N> start, Function<N, ? extends Collection<N>> next) {
    Set<N> reached = new LinkedHashSet<>();
    Deque<N> open = new ArrayDeque<>(start);
    while (!open.isEmpty()) {
      N node = open.pop();
      if (reached.add(node)) {
        next.apply(node).forEach(open::push);
      }
    }
    return reached;
  }

  /**
   * The numbers 0 to n - 1 in an order in which each comes before its successors; among those that
   * are free the smallest comes first. What is in a circle, or behind one, is left out.
   *
   * @param successors of each number; each of them once
   */
  public static List<Integer> sorted(List<? extends Collection<Integer>> successors) {
    Sorting sorting = new Sorting(successors);
    sorting.takeFree();
    return sorting.ordered;
  }

  /**
   * As {@link #sorted}, but where all that is left waits for each other, the smallest number comes
   * first.
   */
  public static List<Integer> sortedBreakingCircles(
      List<? extends Collection<Integer>> successors) {
    Sorting sorting = new Sorting(successors);
    sorting.takeFree();
    while (!sorting.waiting.isEmpty()) {
      sorting.take(sorting.waiting.first());
      sorting.takeFree();
    }
    return sorting.ordered;
  }

  /** The strongly connected components of the numbers 0 to n - 1. */
  public static List<Set<Integer>> components(List<? extends Collection<Integer>> successors) {
    return new Components(successors).found();
  }

  /** Kahn's algorithm with a priority. */
  private static final class Sorting {
    private final List<? extends Collection<Integer>> successors;
    private final int[] open;
    private final TreeSet<Integer> waiting = new TreeSet<>();
    private final TreeSet<Integer> free = new TreeSet<>();
    private final List<Integer> ordered = new ArrayList<>();

    Sorting(List<? extends Collection<Integer>> successors) {
      this.successors = successors;
      this.open = new int[successors.size()];
      successors.forEach(those -> those.forEach(i -> open[i]++));
      for (int i = 0; i < open.length; i++) {
        (open[i] == 0 ? free : waiting).add(i);
      }
    }

    void takeFree() {
      while (!free.isEmpty()) {
        take(free.first());
      }
    }

    void take(int node) {
      free.remove(node);
      waiting.remove(node);
      ordered.add(node);
      for (int successor : successors.get(node)) {
        open[successor]--;
        if (open[successor] == 0 && waiting.remove(successor)) {
          free.add(successor);
        }
      }
    }
  }
}

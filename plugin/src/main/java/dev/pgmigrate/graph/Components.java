package dev.pgmigrate.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The strongly connected components of a graph, by Tarjan, without recursion. */
final class Components {
  private final List<? extends Collection<Integer>> edges;
  private final int[] index;
  private final int[] low;
  private final boolean[] open;
  private final Deque<Integer> stack = new ArrayDeque<>();
  private final List<Set<Integer>> components = new ArrayList<>();
  private int next = 1;

  Components(List<? extends Collection<Integer>> edges) {
    this.edges = edges;
    index = new int[edges.size()];
    low = new int[edges.size()];
    open = new boolean[edges.size()];
  }

  List<Set<Integer>> found() {
    for (int node = 0; node < index.length; node++) {
      if (index[node] == 0) {
        visit(node);
      }
    }
    return components;
  }

  private record Visit(int node, Deque<Integer> rest) {}

  private void visit(int start) {
    Deque<Visit> path = new ArrayDeque<>();
    path.push(begin(start));
    while (!path.isEmpty()) {
      Visit visit = path.element();
      int node = visit.node();
      Integer successor = visit.rest().poll();
      if (successor == null) {
        path.pop();
        if (!path.isEmpty()) {
          int parent = path.element().node();
          low[parent] = Math.min(low[parent], low[node]);
        }
        end(node);
      } else if (index[successor] == 0) {
        path.push(begin(successor));
      } else if (open[successor]) {
        low[node] = Math.min(low[node], index[successor]);
      }
    }
  }

  private Visit begin(int node) {
    index[node] = next;
    low[node] = next;
    next++;
    open[node] = true;
    stack.push(node);
    return new Visit(node, new ArrayDeque<>(edges.get(node)));
  }

  private void end(int node) {
    if (low[node] != index[node]) {
      return;
    }
    Set<Integer> component = new TreeSet<>();
    int member;
    do {
      member = stack.pop();
      open[member] = false;
      component.add(member);
    } while (member != node);
    components.add(component);
  }
}

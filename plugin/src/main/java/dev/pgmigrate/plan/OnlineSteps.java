package dev.pgmigrate.plan;

import dev.pgmigrate.change.Stage;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The order and the grouping of stages where tables are in use: one transaction locks one table at
 * most, and what is short comes before what scans or builds.
 */
final class OnlineSteps {
  /** Stages in one transaction; or a single one of another kind. */
  private record Group(List<Stage> stages, Set<ObjectId> locks, boolean locksForLong) {}

  private final Remarks remarks;
  private final Map<Chain, Set<Chain>> successors = new HashMap<>();
  private final Map<Chain, Integer> waitsFor = new HashMap<>();
  private final List<Group> groups = new ArrayList<>();

  /** Chains of which what was put last is to be followed by what has work on the way back only. */
  private final List<Chain> behind = new ArrayList<>();

  /** The last group, where others can still join it. */
  private @Nullable Group open;

  private OnlineSteps(List<Chain> chains, Remarks remarks) {
    this.remarks = remarks;
    Map<Integer, Chain> byMember = new HashMap<>();
    for (Chain chain : chains) {
      chain.unit().members().forEach(member -> byMember.put(member, chain));
      waitsFor.put(chain, 0);
    }
    for (Chain chain : chains) {
      Set<Chain> later = new HashSet<>();
      for (int member : chain.unit().successors()) {
        later.add(Objects.requireNonNull(byMember.get(member)));
      }
      later.forEach(one -> waitsFor.merge(one, 1, Integer::sum));
      successors.put(chain, later);
    }
  }

  /** Stages in the order of execution, those of one step together. */
  static List<List<Stage>> of(ChangeOrder order, Schema from, Schema to, Remarks remarks) {
    List<Chain> chains =
        Unit.of(order, remarks::goesWith).stream()
            .map(unit -> Chain.of(unit, order, from, to, remarks.living()))
            .toList();
    OnlineSteps steps = new OnlineSteps(chains, remarks);
    steps.run(chains);
    return steps.groups.stream().map(Group::stages).toList();
  }

  private void run(List<Chain> wanted) {
    List<Chain> left = new ArrayList<>(wanted);
    left.removeIf(Chain::isDone);
    while (!left.isEmpty()) {
      List<Chain> ready =
          left.stream()
              .filter(chain -> Objects.requireNonNull(waitsFor.get(chain)) == 0)
              .filter(chain -> !behind.contains(chain))
              .toList();
      if (ready.isEmpty() && !behind.isEmpty()) {
        putBehind();
      } else {
        Chain next = ready.stream().min(Comparator.comparing(this::turn)).orElse(left.get(0));
        put(next, ready.stream().filter(next::walksWith).toList());
      }
      left.stream().filter(Chain::isDone).forEach(this::freeSuccessors);
      left.removeIf(Chain::isDone);
    }
  }

  private void freeSuccessors(Chain done) {
    Objects.requireNonNull(successors.get(done))
        .forEach(later -> waitsFor.merge(later, -1, Integer::sum));
  }

  /** Whose turn it is: among equals that of the first in the order. */
  private int turn(Chain chain) {
    if (chain.isFirst()) {
      return 0;
    }
    if (!chain.link().isBrief()) {
      return chain.isLast() ? 5 : 4;
    }
    return !joins(chain) ? 3 : chain.locks().isEmpty() ? 1 : 2;
  }

  private boolean joins(Chain chain) {
    Group group = open;
    if (group == null || !chain.link().isBrief()) {
      return false;
    }
    Set<ObjectId> locks = new TreeSet<>(group.locks());
    locks.addAll(chain.locks());
    // What takes its time must not keep a lock that another one took.
    return locks.size() <= 1
        && !(chain.isSlow() && !group.locks().isEmpty())
        && chain.locksForLong() == group.locksForLong();
  }

  private void put(Chain chain, List<Chain> walkingWith) {
    if (!joins(chain)) {
      putBehind();
    }
    if (walkingWith.isEmpty()) {
      add(chain);
    } else {
      walk(chain, walkingWith);
    }
    while (hasWayBack(chain) && joins(chain)) {
      add(chain);
    }
    if (hasWayBack(chain)) {
      behind.add(chain);
    }
  }

  /** The rows of a table are walked over once for all the columns that are to be filled. */
  private void walk(Chain chain, List<Chain> others) {
    Stage first = chain.take(remarks).stages().get(0);
    for (Chain other : others) {
      Stage.Work walk = other.take(remarks).stages().get(0).up();
      first = first.withUp(first.up().with(walk).orElseThrow());
    }
    groups.add(
        new Group(
            new ArrayList<>(List.of(first)), new TreeSet<>(chain.locks()), chain.locksForLong()));
    open = null;
  }

  /** What has work on the way back only is done with the step before it: nothing gets between. */
  private void putBehind() {
    for (Chain chain : behind) {
      while (hasWayBack(chain)) {
        add(chain);
        open = null;
      }
    }
    behind.clear();
  }

  private static boolean hasWayBack(Chain chain) {
    return !chain.isDone() && chain.link().isWayBack();
  }

  private void add(Chain chain) {
    boolean joins = joins(chain);
    Chain.Link link = chain.take(remarks);
    if (link.stages().stream().allMatch(Stage::isEmpty)) {
      return;
    }
    Group group = open;
    if (joins && group != null) {
      group.stages().addAll(link.stages());
      group.locks().addAll(chain.locks());
      return;
    }
    Group own =
        new Group(
            new ArrayList<>(link.stages()), new TreeSet<>(chain.locks()), chain.locksForLong());
    groups.add(own);
    open = link.isBrief() ? own : null;
  }
}

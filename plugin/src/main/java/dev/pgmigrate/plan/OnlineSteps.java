package dev.pgmigrate.plan;

import dev.pgmigrate.change.Replacement;
import dev.pgmigrate.change.Stage;
import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The order and the grouping of stages where tables are in use: one transaction locks one table at
 * most, and what is short comes before what scans or builds.
 */
final class OnlineSteps {
  /** Stages in one transaction; or a single one of another kind. */
  record Group(List<Stage> stages, Set<ObjectId> locks, boolean locksForLong) {
    /**
     * Whether a brief link can be part of it.
     *
     * @param more the tables that the link locks
     * @param slow whether it takes its time, though it locks no table
     * @param forLong whether others wait for its table meanwhile
     */
    boolean takes(Set<ObjectId> more, boolean slow, boolean forLong) {
      Set<ObjectId> all = new TreeSet<>(locks);
      all.addAll(more);
      // What takes its time must not keep a lock that another one took.
      return all.size() <= 1 && !(slow && !locks.isEmpty()) && forLong == locksForLong;
    }
  }

  private final StepComments remarks;
  private final List<StageQueue> chains;
  private final List<Set<Integer>> successors = new ArrayList<>();
  private final int[] waitsFor;
  private final Ready ready = new Ready();
  private final List<Group> groups = new ArrayList<>();

  /**
   * Places of chains whose last stage must be followed by the next one, which does something only
   * on downgrade.
   */
  private final Set<Integer> behind = new LinkedHashSet<>();

  /** The last group, where others can still join it. */
  private @Nullable Group open;

  private OnlineSteps(List<StageQueue> chains, StepComments remarks) {
    this.remarks = remarks;
    this.chains = chains;
    waitsFor = new int[chains.size()];
    Map<Integer, Integer> byMember = new HashMap<>();
    for (int i = 0; i < chains.size(); i++) {
      int place = i;
      chains.get(i).unit().members().forEach(member -> byMember.put(member, place));
    }
    for (StageQueue chain : chains) {
      Set<Integer> later = new HashSet<>();
      for (int member : chain.unit().successors()) {
        later.add(Objects.requireNonNull(byMember.get(member)));
      }
      later.forEach(one -> waitsFor[one]++);
      successors.add(later);
    }
  }

  /** Stages in the order of execution, those of one step together. */
  static List<List<Stage>> of(
      ChangeOrder order, Schema from, Schema to, Features features, StepComments remarks) {
    Set<String> taken = Replacement.names(from, to);
    List<StageQueue> chains =
        AtomicChanges.of(order, remarks::goesWith).stream()
            .map(unit -> StageQueue.of(unit, order, from, to, remarks.living(), taken, features))
            .toList();
    OnlineSteps steps = new OnlineSteps(chains, remarks);
    steps.run();
    return steps.groups.stream().map(Group::stages).toList();
  }

  private void run() {
    for (int i = 0; i < chains.size(); i++) {
      release(i);
    }
    int first = 0;
    while (true) {
      while (first < chains.size() && chains.get(first).isDone()) {
        first++;
      }
      if (first == chains.size()) {
        return;
      }
      OptionalInt next = ready.next(open);
      if (next.isEmpty() && !behind.isEmpty()) {
        putBehind();
      } else {
        // Where all wait for each other, the first goes first.
        put(next.orElse(first));
      }
    }
  }

  /** A chain that waits for none is ready for what is next in it. */
  private void release(int place) {
    StageQueue chain = chains.get(place);
    if (waitsFor[place] == 0 && !chain.isDone() && !behind.contains(place)) {
      ready.add(place, chain);
    }
  }

  /** After a part of a chain was put: it is ready for the next, or others no longer wait for it. */
  private void proceed(int place) {
    release(place);
    if (chains.get(place).isDone()) {
      for (int later : successors.get(place)) {
        waitsFor[later]--;
        release(later);
      }
    }
  }

  private boolean joins(StageQueue chain) {
    return open != null
        && chain.link().isBrief()
        && open.takes(chain.locks(), chain.isSlow(), chain.locksForLong());
  }

  private void put(int place) {
    StageQueue chain = chains.get(place);
    ready.remove(place, chain);
    List<Integer> walking = ready.walkingWith(chain);
    walking.forEach(other -> ready.remove(other, chains.get(other)));
    if (!joins(chain)) {
      putBehind();
    }
    if (walking.isEmpty()) {
      add(chain);
    } else {
      walk(chain, walking.stream().map(chains::get).toList());
    }
    while (hasWayBack(chain) && joins(chain)) {
      add(chain);
    }
    if (hasWayBack(chain)) {
      behind.add(place);
    }
    proceed(place);
    walking.forEach(this::proceed);
  }

  /** The rows of a table are walked over once for all the columns that are to be filled. */
  private void walk(StageQueue chain, List<StageQueue> others) {
    Stage first = chain.take(remarks).stages().get(0);
    for (StageQueue other : others) {
      Stage.Work walk = other.take(remarks).stages().get(0).up();
      first = first.withUp(first.up().with(walk).orElseThrow());
    }
    groups.add(
        new Group(
            new ArrayList<>(List.of(first)), new TreeSet<>(chain.locks()), chain.locksForLong()));
    open = null;
  }

  /**
   * What does something only on downgrade is done with the step before it: nothing gets between.
   */
  private void putBehind() {
    List<Integer> those = List.copyOf(behind);
    behind.clear();
    for (int place : those) {
      StageQueue chain = chains.get(place);
      while (hasWayBack(chain)) {
        add(chain);
        open = null;
      }
      proceed(place);
    }
  }

  private static boolean hasWayBack(StageQueue chain) {
    return !chain.isDone() && chain.link().isWayBack();
  }

  private void add(StageQueue chain) {
    boolean joins = joins(chain);
    StageQueue.Link link = chain.take(remarks);
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

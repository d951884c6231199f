package dev.pgmigrate.plan;

import dev.pgmigrate.change.AddEnumValues;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.Dependencies;
import dev.pgmigrate.change.DropConstraint;
import dev.pgmigrate.change.DropIndex;
import dev.pgmigrate.change.Handover;
import dev.pgmigrate.change.OneWay;
import dev.pgmigrate.change.Stage;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes changes into the steps of a revision, both ways. */
public final class Planner {
  private final Schema from;
  private final Schema to;
  private final Remarks remarks;

  private Planner(Schema from, Schema to, Remarks remarks) {
    this.from = from;
    this.to = to;
    this.remarks = remarks;
  }

  /**
   * The plan of these changes, given in any order: the same changes always make the same plan.
   *
   * <p>Down is derived: the reverses, in reverse order.
   *
   * @param from the schema before the changes, answered renames already done
   * @param to the schema afterwards
   * @param online whether tables that are there are in use meanwhile; else all is one transaction
   */
  public static Plan plan(List<Change> changes, Schema from, Schema to, boolean online) {
    return plan(changes, from, to, List.of(), online);
  }

  /**
   * As {@link #plan(List, Schema, Schema, boolean)}.
   *
   * @param more warnings that no single change can know; each stands above the first statement
   *     about its object
   */
  public static Plan plan(
      List<Change> changes, Schema from, Schema to, List<Warning> more, boolean online) {
    return planned(changes, from, to, new Remarks(changes, from, to, more, online, false), online);
  }

  /**
   * The plan for parts of second columns, online: the first columns have their like, so that there
   * is nothing to warn of.
   *
   * @param both the schema with first and second columns
   */
  public static Plan parts(List<Change> parts, Schema both) {
    return planned(parts, both, both, new Remarks(parts, both, both, List.of(), true, true), true);
  }

  /** The plan for the end of old places: what they held is in the new ones. */
  public static Plan moved(List<Change> changes, Schema from, Schema to, boolean online) {
    return planned(
        changes, from, to, new Remarks(changes, from, to, List.of(), online, true), online);
  }

  private static Plan planned(
      List<Change> changes, Schema from, Schema to, Remarks remarks, boolean online) {
    return new Planner(from, to, remarks)
        .planned(ChangeOrder.of(uncovered(changes), from, to, online), online);
  }

  private static List<Change> uncovered(List<Change> changes) {
    return changes.stream()
        .distinct()
        .filter(change -> changes.stream().noneMatch(other -> covers(other, change)))
        .toList();
  }

  private static boolean covers(Change one, Change other) {
    return !one.equals(other) && one.covers(other);
  }

  private Plan planned(ChangeOrder order, boolean online) {
    List<Step> up = new ArrayList<>();
    List<Step> down = new ArrayList<>();
    for (List<Stage> group : online ? inUse(order) : plain(order.changes())) {
      if (group.stream().allMatch(Stage::isEmpty)) {
        continue;
      }
      List<Stage> reversed = new ArrayList<>(group);
      Collections.reverse(reversed);
      up.add(step(group.stream().map(Stage::up).toList(), online));
      down.add(step(reversed.stream().map(Stage::down).toList(), online));
    }
    Collections.reverse(down);
    return new Plan(up, down, null, remarks.warnings());
  }

  private static Step step(List<Stage.Work> works, boolean online) {
    Stage.Work first = works.get(0);
    List<Statement> statements =
        works.stream().flatMap(work -> work.statements().stream()).toList();
    return switch (first.kind()) {
      case TRANSACTION -> Step.transaction(online ? OneStatement.of(statements) : statements);
      case NO_TRANSACTION -> Step.noTransaction(statements.get(0));
      case BATCH -> Step.batch(statements.get(0), first.options());
    };
  }

  private List<List<Stage>> inUse(ChangeOrder order) {
    List<Change> first = valuesFirst(order.changes());
    return OnlineSteps.of(order, from, to, remarks, first::contains);
  }

  private List<List<Stage>> plain(List<Change> ordered) {
    List<Change> first = wayBackTogether(valuesFirst(ordered), ordered);
    List<Change> rest = new ArrayList<>(ordered);
    rest.removeAll(first);
    // What only the way back needs is no step of its own.
    List<List<Change>> groups =
        rest.stream().allMatch(change -> change.up().isEmpty())
            ? List.of(ordered)
            : replacedTogether(first, rest);
    return groups.stream()
        .map(
            group ->
                Kept.around(
                    group,
                    group.stream()
                        .flatMap(
                            change ->
                                remarks
                                    .on(
                                        List.of(change),
                                        List.of(Stage.brief(change.up(), change.reverse().up())))
                                    .stream())
                        .toList(),
                    from,
                    to))
        .filter(stages -> stages.stream().anyMatch(s -> !s.up().statements().isEmpty()))
        .toList();
  }

  /**
   * What is replaced in the second transaction does not go in the first: it is in nobody's way
   * while values are added. Only while they are taken back it goes and comes again.
   */
  private List<List<Change>> replacedTogether(List<Change> first, List<Change> rest) {
    List<Change> values = new ArrayList<>();
    List<Change> again = new ArrayList<>();
    List<Change> others = new ArrayList<>();
    for (Change change : first) {
      boolean waits =
          rest.stream().anyMatch(later -> replaces(later, change))
              && first.stream()
                  .filter(later -> facts(change).before(facts(later)))
                  .allMatch(AddEnumValues.class::isInstance);
      values.add(waits ? new OneWay(change, false) : change);
      if (waits) {
        again.add(0, new OneWay(change.reverse(), false));
        others.add(change);
      }
    }
    values.addAll(again);
    others.addAll(rest);
    return List.of(values, others);
  }

  /**
   * What is dropped and created again only while values are taken back is created again in the
   * transaction that drops it, unless something that comes later must be undone in between.
   */
  private List<Change> wayBackTogether(List<Change> first, List<Change> ordered) {
    List<Change> together = new ArrayList<>(first);
    for (Change change : ordered) {
      if (!together.contains(change)
          && isWayBack(change)
          && first.stream().anyMatch(drop -> isWayBack(drop) && replaces(change, drop))
          && ordered.stream()
              .filter(earlier -> facts(earlier).before(facts(change)))
              .allMatch(together::contains)) {
        together.add(change);
      }
    }
    return together;
  }

  private static boolean isWayBack(Change change) {
    return change instanceof OneWay one && !one.active();
  }

  private static boolean replaces(Change comes, Change goes) {
    Change dropped = goes instanceof OneWay one ? one.change() : goes;
    boolean again =
        (dropped instanceof DropConstraint || dropped instanceof DropIndex)
            && comes.object().equals(goes.object());
    return again || !Handover.in(List.of(comes, goes)).isEmpty();
  }

  /**
   * A value that is added to an enum can be used only after the transaction that adds it: it goes
   * first, with what must come before it.
   */
  private List<Change> valuesFirst(List<Change> ordered) {
    List<Change> first = new ArrayList<>();
    for (int i = ordered.size() - 1; i >= 0; i--) {
      Change change = ordered.get(i);
      if (change instanceof AddEnumValues
          || first.stream().anyMatch(later -> facts(change).before(facts(later)))) {
        first.add(0, change);
      }
    }
    return first;
  }

  private Dependencies facts(Change change) {
    return Dependencies.of(change, from, to);
  }
}

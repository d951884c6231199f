package dev.pgmigrate.plan;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.Stage;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes changes into the steps of a revision, both ways. */
public final class Planner {
  private final Schema from;
  private final Schema to;
  private final StepComments remarks;

  private Planner(Schema from, Schema to, StepComments remarks) {
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
   */
  public static Plan plan(List<Change> changes, Schema from, Schema to, PlanMode mode) {
    return plan(changes, from, to, List.of(), mode);
  }

  /**
   * As {@link #plan(List, Schema, Schema, PlanMode)}.
   *
   * @param more warnings that no single change can know; each stands above the first statement
   *     about its object
   */
  public static Plan plan(
      List<Change> changes, Schema from, Schema to, List<Warning> more, PlanMode mode) {
    return planned(changes, from, to, more, mode, false);
  }

  /**
   * The plan for parts of second columns, online: the first columns have their like, so that there
   * is nothing to warn of.
   *
   * @param both the schema with first and second columns
   */
  public static Plan parts(List<Change> parts, Schema both, Features features) {
    return planned(parts, both, both, List.of(), PlanMode.online(features), true);
  }

  /** The plan for the end of old places: what they held is in the new ones. */
  public static Plan moved(List<Change> changes, Schema from, Schema to, PlanMode mode) {
    return planned(changes, from, to, List.of(), mode, true);
  }

  private static Plan planned(
      List<Change> changes,
      Schema from,
      Schema to,
      List<Warning> more,
      PlanMode mode,
      boolean silent) {
    NewValues values = NewValues.in(changes, from).orElse(null);
    if (values != null) {
      Schema between = values.between();
      return planned(values.first(), from, between, List.of(), mode, silent)
          .then(planned(values.rest(), between, to, more, mode, silent));
    }
    why(changes, from)
        .ifPresent(
            why -> {
              throw new ImpossibleChangeException(why);
            });
    StepComments remarks = new StepComments(changes, from, to, more, mode.online(), silent);
    Plan plan =
        new Planner(from, to, remarks)
            .planned(ChangeOrder.of(uncovered(changes), from, to, mode.online()), mode);
    return why(changes.stream().map(Change::reverse).toList(), to).map(plan::oneWay).orElse(plan);
  }

  private static Optional<String> why(List<Change> changes, Schema schema) {
    return changes.stream().flatMap(change -> change.impossible(schema).stream()).findFirst();
  }

  private static List<Change> uncovered(List<Change> changes) {
    Map<ObjectId, List<Change>> covering = new HashMap<>();
    for (Change change : changes) {
      change
          .coveredObjects()
          .forEach(id -> covering.computeIfAbsent(id, key -> new ArrayList<>()).add(change));
    }
    return changes.stream()
        .distinct()
        .filter(
            change ->
                covering.getOrDefault(change.object(), List.of()).stream()
                    .noneMatch(other -> covers(other, change)))
        .toList();
  }

  private static boolean covers(Change one, Change other) {
    return !one.equals(other) && one.covers(other);
  }

  private Plan planned(ChangeOrder order, PlanMode mode) {
    List<Step> up = new ArrayList<>();
    List<Step> down = new ArrayList<>();
    for (List<Stage> group :
        mode.online() ? inUse(order, mode.features()) : plain(order.changes())) {
      if (group.stream().allMatch(Stage::isEmpty)) {
        continue;
      }
      List<Stage> reversed = new ArrayList<>(group);
      Collections.reverse(reversed);
      up.add(step(group.stream().map(Stage::up).toList(), mode.online()));
      down.add(step(reversed.stream().map(Stage::down).toList(), mode.online()));
    }
    Collections.reverse(down);
    return new Plan(up, down, null, remarks.warnings());
  }

  private static Step step(List<Stage.Work> works, boolean online) {
    Stage.Work first = works.get(0);
    List<Statement> statements =
        works.stream().flatMap(work -> work.statements().stream()).toList();
    return switch (first.kind()) {
      case TRANSACTION ->
          Step.transaction(online ? OneStatement.of(statements) : OneStatement.types(statements));
      case NO_TRANSACTION -> Step.noTransaction(statements.get(0));
      case BATCH -> Step.batch(statements.get(0), first.options());
    };
  }

  private List<List<Stage>> inUse(ChangeOrder order, Features features) {
    return OnlineSteps.of(order, from, to, features, remarks);
  }

  private List<List<Stage>> plain(List<Change> ordered) {
    List<Stage> stages =
        ordered.stream()
            .flatMap(
                change ->
                    remarks
                        .on(
                            List.of(change),
                            List.of(Stage.brief(change.up(), change.reverse().up())))
                        .stream())
            .toList();
    return List.of(Kept.around(ordered, stages, from, to));
  }
}

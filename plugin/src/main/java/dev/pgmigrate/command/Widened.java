package dev.pgmigrate.command;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.ColumnSwap;
import dev.pgmigrate.change.ColumnSync;
import dev.pgmigrate.diff.Widening;
import dev.pgmigrate.plan.Plan;
import dev.pgmigrate.plan.Planner;
import dev.pgmigrate.plan.SecondColumn;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The two halves of a {@link Widening}: second columns come, and take the place of the first. */
record Widened(Widening widening) {
  /**
   * Of these columns.
   *
   * @throws MigrationFailure when a column cannot have a second one beside it
   */
  static Widened of(Widening widening) {
    if (!widening.obstacles().isEmpty()) {
      throw new MigrationFailure(
          "Nothing was written: "
              + widening.obstacles().entrySet().stream()
                  .map(e -> e.getKey() + " cannot be widened beside itself, for " + e.getValue())
                  .collect(Collectors.joining("; "))
              + ". Without -Dmigrate.widen it is a plain ALTER .. TYPE, during which nobody can"
              + " read the table.");
    }
    return new Widened(widening);
  }

  /** What the first half is about. */
  List<Change> changes() {
    return widening.parts().stream().flatMap(List::stream).toList();
  }

  /** The second columns come, are filled, and get whatever hangs on the first. */
  Plan begin() {
    return begun(widening.syncs(), widening.parts(), widening.both());
  }

  private static Plan begun(List<ColumnSync> syncs, List<List<Change>> parts, Schema both) {
    Plan plan = Plan.NONE;
    for (ColumnSync sync : syncs) {
      plan = plan.then(SecondColumn.begin(sync));
    }
    for (List<Change> part : parts) {
      plan = plan.then(Planner.parts(part, both));
    }
    return plan;
  }

  /**
   * They change places, table by table.
   *
   * @param there the schema with both
   */
  Plan end(Schema there) {
    Plan plan = Plan.NONE;
    for (ColumnSync sync : widening.syncs()) {
      plan = plan.then(SecondColumn.check(sync));
    }
    List<ColumnSwap> swaps = new ArrayList<>();
    widening.tables().forEach(table -> swaps.add(widening.swap(table)));
    plan = plan.then(SecondColumn.again(swaps));
    for (ColumnSwap swap : swaps) {
      QualifiedName table = swap.from().name();
      Widening.Around around = widening.around(table, there);
      Plan back =
          begun(widening.syncsBack(table), widening.partsBack(table), widening.bothBack(table));
      plan =
          plan.then(
                  SecondColumn.swap(
                      swap,
                      Planner.plan(around.dropsOld(), there, there, false),
                      Planner.plan(around.createsNow(), there, there, false)))
              .then(SecondColumn.onlyBack(back.up()));
    }
    return plan;
  }
}

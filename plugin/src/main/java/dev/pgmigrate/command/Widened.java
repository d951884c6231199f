package dev.pgmigrate.command;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.ColumnSwap;
import dev.pgmigrate.change.ColumnSync;
import dev.pgmigrate.diff.Widening;
import dev.pgmigrate.plan.Plan;
import dev.pgmigrate.plan.Planner;
import dev.pgmigrate.plan.SecondColumn;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import java.util.List;
import java.util.function.Predicate;
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
   * They change places, table by table, or at once where foreign keys lead in a circle.
   *
   * @param there the schema with both
   */
  Plan end(Schema there) {
    Plan plan = Plan.NONE;
    for (ColumnSync sync : widening.syncs()) {
      plan = plan.then(SecondColumn.check(sync, there));
    }
    List<List<QualifiedName>> groups = widening.groups();
    plan =
        plan.then(
            SecondColumn.again(
                groups.stream().flatMap(group -> widening.swaps(group).stream()).toList()));
    for (List<QualifiedName> group : groups) {
      Plan back =
          begun(widening.syncsBack(group), widening.partsBack(group), widening.bothBack(group));
      plan =
          plan.then(SecondColumn.atOnce(swapped(group, there)))
              .then(SecondColumn.onlyBack(back.up()));
    }
    return plan;
  }

  /** The first thing on the way back: every value is one of the narrower type, in all tables. */
  Plan fits() {
    return SecondColumn.fits(
        widening.groups().stream().flatMap(group -> widening.syncsBack(group).stream()).toList());
  }

  /**
   * Who reads a view locks it before the tables below, and who inserts locks the table that refers
   * before the one that it refers to; so do we.
   */
  private Plan swapped(List<QualifiedName> group, Schema there) {
    List<ColumnSwap> swaps = widening.swaps(group);
    Predicate<Definition> ofTable =
        d -> d.isPart() && there.table(d.id().qualifiedName()).isPresent();
    Widening.Around views = widening.around(group, there).only(ofTable.negate());
    Plan plan = plain(views.dropsOld(), there).then(SecondColumn.locked(swaps, true));
    for (ColumnSwap swap : swaps) {
      Widening.Around parts = widening.around(List.of(swap.from().name()), there).only(ofTable);
      plan =
          plan.then(
              SecondColumn.swap(
                  swap, plain(parts.dropsOld(), there), plain(parts.createsNow(), there)));
    }
    return plan.then(SecondColumn.locked(swaps, false)).then(plain(views.createsNow(), there));
  }

  private static Plan plain(List<Change> changes, Schema there) {
    return Planner.plan(changes, there, there, false);
  }
}

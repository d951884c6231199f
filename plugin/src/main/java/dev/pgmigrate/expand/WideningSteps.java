package dev.pgmigrate.expand;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.plan.Plan;
import dev.pgmigrate.plan.PlanMode;
import dev.pgmigrate.plan.Planner;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The two halves of a {@link Widening}: second columns come, and take the place of the first.
 *
 * @param features what the servers can do
 */
record WideningSteps(Widening widening, Features features) {
  /**
   * Of these columns.
   *
   * @param features what the servers can do
   * @throws MigrationException when a column cannot have a second one beside it
   */
  static WideningSteps of(Widening widening, Features features) {
    if (!widening.obstacles().isEmpty()) {
      throw new MigrationException(
          "Nothing was written: "
              + widening.obstacles().entrySet().stream()
                  .map(
                      e ->
                          e.getKey()
                              + " cannot be widened with a second column, because "
                              + e.getValue())
                  .collect(Collectors.joining("; "))
              + ".",
          "Without -Dmigrate.widen it is a plain ALTER .. TYPE; nobody can read the"
              + " table while that runs.");
    }
    return new WideningSteps(widening, features);
  }

  /** What the first half is about. */
  List<Change> changes() {
    return widening.parts().stream().flatMap(List::stream).toList();
  }

  /** The second columns come, are filled, and get whatever hangs on the first. */
  Plan begin() {
    return begun(widening.syncs(), widening.parts(), widening.both());
  }

  private Plan begun(List<ColumnSync> syncs, List<List<Change>> parts, Schema both) {
    Plan plan = Plan.NONE;
    for (ColumnSync sync : syncs) {
      plan = plan.then(SecondColumnSteps.begin(sync));
    }
    for (List<Change> part : parts) {
      plan = plan.then(Planner.parts(part, both, features));
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
      plan = plan.then(SecondColumnSteps.check(sync, there));
    }
    List<List<QualifiedName>> groups = widening.groups();
    plan =
        plan.then(
            SecondColumnSteps.again(
                groups.stream().flatMap(group -> widening.swaps(group).stream()).toList()));
    for (List<QualifiedName> group : groups) {
      Plan back =
          begun(widening.syncsBack(group), widening.partsBack(group), widening.bothBack(group));
      plan =
          plan.then(SecondColumnSteps.atOnce(swapped(group, there)))
              .then(SecondColumnSteps.onlyBack(back.up()));
    }
    return plan;
  }

  /** The first thing on the way back: every value is one of the narrower type, in all tables. */
  Plan fits() {
    return SecondColumnSteps.fits(
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
    Plan plan = plain(views.dropsOld(), there).then(SecondColumnSteps.locked(swaps, true));
    for (ColumnSwap swap : swaps) {
      Widening.Around parts = widening.around(List.of(swap.from().name()), there).only(ofTable);
      plan =
          plan.then(
              SecondColumnSteps.swap(
                  swap, plain(parts.dropsOld(), there), plain(parts.createsNow(), there)));
    }
    return plan.then(SecondColumnSteps.locked(swaps, false)).then(plain(views.createsNow(), there));
  }

  private static Plan plain(List<Change> changes, Schema there) {
    return Planner.plan(changes, there, there, PlanMode.atOnce());
  }
}

package dev.pgmigrate.expand;

import dev.pgmigrate.change.Warning;
import dev.pgmigrate.plan.Plan;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.plan.StepComments;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The steps around a column that takes another's place while both are in use. */
public final class SecondColumnSteps {
  private static final Map<String, String> BATCHES = Map.of("size", "5000", "pause", "100ms");

  private SecondColumnSteps() {}

  /** The second column comes and is filled. */
  public static Plan begin(ColumnSync sync) {
    return begin(sync, List.of());
  }

  /**
   * As {@link #begin(ColumnSync)}.
   *
   * @param more warnings that stand above the second column
   */
  public static Plan begin(ColumnSync sync, List<Warning> more) {
    List<Warning> warnings = new ArrayList<>(sync.warnings());
    warnings.addAll(more);
    return new Plan(
        List.of(
            Step.transaction(StepComments.warned(sync.begin(), warnings)),
            batch(sync, sync.fillSecond())),
        List.of(nothing(), Step.transaction(sync.undoBegin())),
        null,
        warnings);
  }

  /** The first column goes; on the way back it comes again and is filled. */
  public static Plan end(ColumnSync sync) {
    return new Plan(
        List.of(nothing(), Step.transaction(sync.end())),
        List.of(Step.transaction(sync.undoEnd()), batch(sync, sync.fillFirst())),
        null,
        List.of());
  }

  /** Second columns take the place of the first; what uses them goes and comes again around it. */
  public static Plan swap(ColumnSwap swap, Plan drops, Plan creates) {
    return new Plan(
        List.of(Step.transaction(swap.up(statements(drops.up()), statements(creates.up())))),
        List.of(Step.transaction(swap.down(statements(creates.down()), statements(drops.down())))),
        null,
        List.of());
  }

  /** The same in one transaction each way. */
  public static Plan atOnce(Plan plan) {
    return new Plan(
        List.of(Step.transaction(statements(plan.up()))),
        List.of(Step.transaction(statements(plan.down()))),
        plan.irreversible(),
        plan.warnings());
  }

  /** What only one of two columns can have, for the second ones, once it went on the way back. */
  public static Plan again(List<ColumnSwap> swaps) {
    List<Step> keys = new ArrayList<>();
    List<Step> references = new ArrayList<>();
    for (ColumnSwap swap : swaps) {
      Statement key = swap.keyAgain();
      if (key != null) {
        keys.add(Step.noTransaction(key));
      }
      swap.referencesAgain().forEach(sql -> references.add(Step.transaction(sql)));
    }
    keys.addAll(references);
    return onlyBack(keys);
  }

  /**
   * Locks all tables of which more than one is locked by what follows; on the way back by what is
   * before it.
   *
   * @param up whether it is before or behind
   */
  public static Plan locked(List<ColumnSwap> swaps, boolean up) {
    Statement lock = ColumnSwap.locked(swaps);
    Step step = lock == null ? nothing() : Step.transaction(List.of(lock));
    return new Plan(
        List.of(up ? step : nothing()), List.of(up ? nothing() : step), null, List.of());
  }

  /** On the way back: proves that the narrower types hold every value. */
  public static Plan fits(List<ColumnSync> back) {
    return onlyBack(
        back.stream()
            .filter(ColumnSync::narrows)
            .map(sync -> Step.transaction(List.of(sync.fits())))
            .toList());
  }

  /** Proves that nothing is lost with the first column. */
  public static Plan check(ColumnSync sync, Schema there) {
    return new Plan(
        List.of(Step.transaction(List.of(sync.checkParts(there), sync.check()))),
        List.of(nothing()),
        null,
        List.of());
  }

  /** Steps that there is nothing for to do on the way up. */
  public static Plan onlyBack(List<Step> steps) {
    return new Plan(steps.stream().map(step -> nothing()).toList(), steps, null, List.of());
  }

  private static List<Statement> statements(List<Step> steps) {
    return steps.stream().flatMap(step -> step.statements().stream()).toList();
  }

  private static Step batch(ColumnSync sync, Statement statement) {
    Map<String, String> options = new TreeMap<>(BATCHES);
    options.put("key", String.join(",", sync.key()));
    return Step.batch(statement, options);
  }

  private static Step nothing() {
    return Step.transaction(List.of());
  }
}

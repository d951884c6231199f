package dev.pgmigrate.expand;

import dev.pgmigrate.change.Warning;
import dev.pgmigrate.plan.Plan;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.plan.StepComments;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The steps around columns that move to another table while both places are in use. */
public final class MovedRows {
  private MovedRows() {}

  /** Triggers keep both places in step; then the new one is filled. */
  public static Plan begin(RowSync sync) {
    List<Step> up = steps(sync.guards());
    up.addAll(batches(sync.copies()));
    List<Step> down = nothing(sync.copies().size());
    down.addAll(steps(sync.unguards()));
    return new Plan(up, down, null, List.of());
  }

  /** Proves that nothing is lost with the old place. */
  public static Plan proof(RowSync sync) {
    return new Plan(
        List.of(Step.transaction(StepComments.warned(sync.check(), sync.warnings()))),
        nothing(1),
        null,
        sync.warnings());
  }

  /** The triggers go; on the way back they come again, and the old place is filled. */
  public static Plan end(RowSync sync) {
    List<Step> up = nothing(sync.copiesBack().size());
    up.addAll(steps(sync.unguards()));
    List<Step> down = steps(sync.guards());
    down.addAll(batches(sync.copiesBack()));
    return new Plan(up, down, null, List.of());
  }

  /** A copy each way, for an application that is stopped meanwhile. */
  public static Plan atOnce(List<RowSync> syncs) {
    List<Statement> up = new ArrayList<>();
    List<Statement> down = new ArrayList<>();
    List<Warning> warnings = new ArrayList<>();
    for (RowSync sync : syncs) {
      warnings.addAll(sync.warnings());
      sync.copies().forEach(copy -> up.add(copy.whole()));
      up.addAll(StepComments.warned(sync.check(), sync.warnings()));
      sync.copiesBack().forEach(copy -> down.add(copy.whole()));
    }
    return new Plan(List.of(Step.transaction(up)), List.of(Step.transaction(down)), null, warnings);
  }

  private static List<Step> steps(List<List<Statement>> transactions) {
    return new ArrayList<>(transactions.stream().map(Step::transaction).toList());
  }

  private static List<Step> batches(List<RowSync.Copy> copies) {
    return copies.stream()
        .map(
            copy ->
                Step.batch(
                    copy.ranged(),
                    Map.of(
                        "key",
                        String.join(",", copy.key()),
                        "size",
                        "5000",
                        "pause",
                        "100ms",
                        "table",
                        copy.walked())))
        .toList();
  }

  private static List<Step> nothing(int steps) {
    return new ArrayList<>(Collections.nCopies(steps, Step.transaction(List.of())));
  }
}

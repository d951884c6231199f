package dev.pgmigrate.plan;

import dev.pgmigrate.change.ColumnSync;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The steps around a column that takes another's place while both are in use. */
public final class SecondColumn {
  private static final Map<String, String> BATCHES = Map.of("size", "5000", "pause", "100ms");

  private SecondColumn() {}

  /** The second column comes and is filled. */
  public static Plan begin(ColumnSync sync) {
    return new Plan(
        List.of(
            Step.transaction(Remarks.warned(sync.begin(), sync.warnings())),
            batch(sync, sync.fillSecond())),
        List.of(nothing(), Step.transaction(sync.undoBegin())),
        null,
        sync.warnings());
  }

  /** The first column goes; on the way back it comes again and is filled. */
  public static Plan end(ColumnSync sync) {
    return new Plan(
        List.of(Step.transaction(List.of(sync.check())), Step.transaction(sync.end())),
        List.of(Step.transaction(sync.undoEnd()), batch(sync, sync.fillFirst())),
        null,
        List.of());
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

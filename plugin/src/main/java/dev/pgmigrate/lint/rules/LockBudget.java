package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Lock;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The revisions of one branch lock the same table many times. */
final class LockBudget implements Rule {
  @Override
  public String id() {
    return "lock-budget";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public String mend() {
    return "Put the changes of one table into fewer steps where none of them reads its rows, or spread them over releases.";
  }

  @Override
  public Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch) {
    Map<String, List<Place>> places = new LinkedHashMap<>();
    for (WatchedRevision one : branch) {
      for (WatchedStep step : one.up()) {
        for (WatchedStatement statement : step.statements()) {
          for (Lock lock : statement.effects().strongLocks()) {
            String table = lock.relation().toString();
            List<Place> of = places.computeIfAbsent(table, any -> new ArrayList<>());
            if (of.isEmpty() || !of.get(of.size() - 1).step().equals(step)) {
              of.add(new Place(one, step, statement));
            }
          }
        }
      }
    }
    return places.entrySet().stream()
        .filter(entry -> entry.getValue().size() > BUDGET)
        .flatMap(entry -> over(entry.getKey(), entry.getValue(), revision));
  }

  private static final int BUDGET = 4;

  private record Place(WatchedRevision revision, WatchedStep step, WatchedStatement statement) {}

  /** Reported once, where the last of the locks is taken. */
  private Stream<Finding> over(String table, List<Place> places, WatchedRevision revision) {
    Place last = places.get(places.size() - 1);
    return last.revision().equals(revision)
        ? Stream.of(
            finding(
                last.statement(),
                places.size()
                    + " steps of this branch stop the writers of "
                    + table
                    + ": each waits for its lock, and everybody queues behind it"))
        : Stream.empty();
  }
}

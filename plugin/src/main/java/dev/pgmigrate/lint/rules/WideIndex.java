package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedRevision;
import java.util.List;
import java.util.stream.Stream;

/** A new index has more than three columns. */
final class WideIndex implements Rule {
  @Override
  public String id() {
    return "wide-index";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public String mend() {
    return "Index the columns that narrow a search most; each further one makes the index larger and seldom faster.";
  }

  @Override
  public Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch) {
    return new EndState(revision, branch)
        .addedIndexes()
        .filter(added -> !added.what().inherited() && !added.what().unique())
        .filter(added -> added.what().method().equals("btree"))
        .filter(added -> added.what().columns().size() > MANY)
        .map(
            added ->
                finding(
                    added.statement(),
                    added.what().name()
                        + " has "
                        + added.what().columns().size()
                        + " columns; three are seldom too few"));
  }

  private static final int MANY = 3;
}

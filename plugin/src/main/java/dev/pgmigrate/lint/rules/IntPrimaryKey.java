package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedRevision;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A new primary key runs out of numbers. */
final class IntPrimaryKey implements Rule {
  @Override
  public String id() {
    return "int-primary-key";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public String mend() {
    return "Use bigint: it costs four bytes a row, the change later costs a rewrite.";
  }

  @Override
  public Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch) {
    return new EndState(revision, branch)
        .addedIndexes()
        .filter(added -> added.what().primary() && !added.what().inherited())
        .filter(added -> added.what().columns().size() == 1)
        .flatMap(
            added ->
                added.end().column(added.what().columns().get(0)).stream()
                    .filter(column -> SMALL.contains(column.type()))
                    .map(
                        column ->
                            finding(
                                added.statement(),
                                added.end().relation()
                                    + "."
                                    + column.name()
                                    + " is a primary key of type "
                                    + column.type()
                                    + ", whose numbers end")));
  }

  private static final Set<String> SMALL = Set.of("integer", "smallint");
}

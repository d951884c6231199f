package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedRevision;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** No index begins with the columns of a new foreign key. */
final class ForeignKeyWithoutIndex implements Rule {
  @Override
  public String id() {
    return "foreign-key-without-index";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public String mend() {
    return "Create an index that begins with the columns of the foreign key, concurrently.";
  }

  @Override
  public Set<String> warnedAs() {
    return Set.of("foreign-key-without-index");
  }

  @Override
  public Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch) {
    return new EndState(revision, branch)
        .addedForeignKeys()
        .filter(added -> !added.what().inherited())
        .filter(
            added ->
                added.end().indexes().stream()
                    .noneMatch(index -> index.leadsTo(added.what().columns())))
        .map(
            added ->
                finding(
                    added.statement(),
                    "no index of "
                        + added.end().relation()
                        + " begins with the columns of "
                        + added.what().name()
                        + ": each DELETE from "
                        + added.what().target()
                        + " reads all of "
                        + added.end().relation()));
  }
}

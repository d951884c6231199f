package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedRevision;
import java.util.List;
import java.util.stream.Stream;

/** A foreign key has another type than the column that it refers to. */
final class ForeignKeyTypeDiffers implements Rule {
  @Override
  public String id() {
    return "foreign-key-type-differs";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public String mend() {
    return "Give the column the type of the column that it refers to.";
  }

  @Override
  public Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch) {
    return new EndState(revision, branch)
        .addedForeignKeys()
        .filter(added -> !added.what().inherited())
        .filter(added -> !added.what().types().equals(added.what().targetTypes()))
        .map(
            added ->
                finding(
                    added.statement(),
                    "the foreign key "
                        + added.what().name()
                        + " of "
                        + added.end().relation()
                        + " is "
                        + String.join(", ", added.what().types())
                        + " and refers to "
                        + String.join(", ", added.what().targetTypes())));
  }
}

package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.IndexState;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedRevision;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Another index of the table already serves what a new index serves. */
final class RedundantIndex implements Rule {
  @Override
  public String id() {
    return "redundant-index";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public String mend() {
    return "Keep one of the two.";
  }

  @Override
  public Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch) {
    return new EndState(revision, branch)
        .addedIndexes()
        .filter(added -> !added.what().inherited())
        .flatMap(
            added ->
                added.end().indexes().stream()
                    .filter(other -> !other.name().equals(added.what().name()))
                    .flatMap(other -> redundant(added.what(), other).stream())
                    .limit(1)
                    .map(why -> finding(added.statement(), why + " on " + added.end().relation())));
  }

  private static Optional<String> redundant(IndexState index, IndexState other) {
    if (serves(other, index)) {
      return Optional.of(index.name() + " serves nothing that " + other.name() + " does not serve");
    }
    return serves(index, other)
        ? Optional.of(other.name() + " serves nothing that " + index.name() + " does not serve")
        : Optional.empty();
  }

  /** Whether the one can do without the other, which no constraint needs. */
  private static boolean serves(IndexState index, IndexState other) {
    boolean same = index.parts().equals(other.parts());
    boolean longer =
        index.method().equals("btree")
            && index.parts().size() > other.parts().size()
            && index.parts().subList(0, other.parts().size()).equals(other.parts());
    return index.valid()
        && index.method().equals(other.method())
        && Objects.equals(index.predicate(), other.predicate())
        && index.included().containsAll(other.included())
        && !other.replicaIdentity()
        && ((same && (!other.unique() || index.unique())) || (longer && !other.unique()));
  }
}

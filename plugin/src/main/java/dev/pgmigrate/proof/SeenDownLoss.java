package dev.pgmigrate.proof;

import dev.pgmigrate.lint.DmlShape;
import dev.pgmigrate.lint.Effects;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Words;
import dev.pgmigrate.verify.RollbackGrade;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rule about down steps that remove rows or columns, where these were executed: what they were
 * seen to do goes before what their words say, so that the rule and the rollback grade agree.
 */
public final class SeenDownLoss extends CorrectedRule {
  public static final String ID = "down-loses-data";

  private final Map<String, RoundTrip.Trip> trips;

  /** Of these trips, by the revision's id. */
  SeenDownLoss(Map<String, RoundTrip.Trip> trips) {
    super(ID);
    this.trips = Map.copyOf(trips);
  }

  @Override
  public Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch) {
    List<Finding> said = words.findings(revision, branch).toList();
    RoundTrip.Trip trip = trips.get(revision.revision().id());
    if (trip == null) {
      return said.stream();
    }
    if (trip.grade().kind() == RollbackGrade.Kind.EXACT) {
      return Stream.of();
    }
    return said.isEmpty()
        ? trip.droppedDown().stream().map(what -> seen(revision, what))
        : said.stream();
  }

  /** At the statement that shares most words with what is gone. */
  private Finding seen(WatchedRevision revision, String what) {
    Set<String> gone = Words.of(what);
    List<Statement> down =
        revision.revision().down().stream().flatMap(step -> step.statements().stream()).toList();
    Statement guilty = down.get(0);
    for (Statement statement : down) {
      guilty = shared(statement, gone) > shared(guilty, gone) ? statement : guilty;
    }
    return finding(
        new WatchedStatement(guilty, Effects.NONE, DmlShape.NONE),
        "a downgrade drops " + what + ", and what was written into it since the upgrade");
  }

  private static long shared(Statement statement, Set<String> gone) {
    return Words.of(statement.sql()).stream().filter(gone::contains).count();
  }
}

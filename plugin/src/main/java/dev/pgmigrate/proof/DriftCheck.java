package dev.pgmigrate.proof;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.drift.BothSides;
import dev.pgmigrate.drift.Drift;
import dev.pgmigrate.drift.DriftSearch;
import dev.pgmigrate.intent.AcceptedDrift;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.project.GitBase;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.JournalledDatabase;
import dev.pgmigrate.project.LiveDatabase;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.ReplayedHistory;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.project.TargetDatabase;
import dev.pgmigrate.run.Preflight;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.verify.CheckedRule;
import dev.pgmigrate.verify.VerdictBuilder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the live database is what its revisions made, where one is named for this build. It is
 * only read, takes no lease, and a database that does not answer is waited for some seconds.
 */
public final class DriftCheck {
  public static final String RULE = CheckedRule.DRIFT;

  private final Project project;
  private final History history;
  private final VerdictBuilder verdict;

  private DriftCheck(Project project, History history, VerdictBuilder verdict) {
    this.project = project;
    this.history = history;
    this.verdict = verdict;
  }

  /**
   * Compares. Its journal is compared with the files, too.
   *
   * @param base the branch that revisions are merged into
   * @param sides hold revisions that are executed already; used if they are just those that are
   *     applied
   */
  public static void check(
      Project project,
      SchemaSources sources,
      History history,
      GitBase base,
      BothSides sides,
      Production.Comparison wanted,
      VerdictBuilder verdict) {
    Optional<Project> live = LiveDatabase.of(project);
    if (wanted == Production.Comparison.OFF
        || (live.isEmpty() && wanted == Production.Comparison.IF_REACHABLE)) {
      return;
    }
    String database = live.map(LiveDatabase::describe).orElse("the live database");
    verdict.checked(RULE, database + " is what its revisions made");
    DriftCheck check = new DriftCheck(project, history, verdict);
    DriftSearch search =
        live.map(named -> check.search(named, base, sources, executed(sides)))
            .orElseGet(() -> DriftSearch.unknown("no database is named: set migrate.url"));
    String unknown = search.unknown();
    if (unknown == null) {
      verdict.compared(database);
      check.report(search, database);
    } else if (wanted == Production.Comparison.REQUIRED) {
      verdict.found(
          Finding.error(
              RULE,
              null,
              0,
              "the live database could not be compared with its history: " + unknown,
              "If it need not be compared, leave migrate.drift out."));
    } else {
      verdict.notChecked(
          RULE, "The live database could not be compared with its history: " + unknown);
    }
  }

  private static @Nullable ReplayedHistory executed(BothSides sides) {
    try {
      return sides.replayed();
    } catch (ReplayException e) {
      // Who replays the history reports it.
      return null;
    }
  }

  /** What was found out about a live database; what keeps it from that is told. */
  private DriftSearch search(
      Project live, GitBase base, SchemaSources sources, @Nullable ReplayedHistory there) {
    try (TargetDatabase target = TargetDatabase.open(live)) {
      JournalledDatabase database = new JournalledDatabase(live, target);
      AppliedState state = database.state(history);
      LiveHistory.check(history, database, base, verdict);
      return Preflight.edited(state, history.migrationFiles()).isEmpty()
          ? DriftSearch.of(live, sources, history, database, state, there)
          : DriftSearch.unknown("an applied revision was edited");
    } catch (DatabaseException | MigrationException e) {
      return DriftSearch.unknown(String.valueOf(e.getMessage()));
    }
  }

  private void report(DriftSearch search, String database) {
    Path file = project.migrations().resolve(History.DRIFT);
    AcceptedDrift accepted = accepted(file);
    Set<AcceptedDrift.Line> used = new HashSet<>();
    for (Drift drift : search.drift()) {
      Optional<AcceptedDrift.Line> line = drift.line(accepted);
      line.ifPresent(used::add);
      Finding finding =
          Finding.error(
              RULE,
              line.isPresent() ? file : null,
              line.map(AcceptedDrift.Line::number).orElse(0),
              database + " differs from its history, as if somebody had executed: " + drift.sql(),
              mend(drift));
      verdict.found(line.map(known -> finding.allowed(known.reason())).orElse(finding));
    }
    accepted.lines().stream()
        .filter(line -> !used.contains(line))
        .forEach(
            line ->
                verdict.found(
                    new Finding(
                        RULE,
                        Severity.WARNING,
                        file,
                        line.number(),
                        "this drift is accepted, but the live database does not have it: "
                            + line.sql(),
                        "Remove the line.",
                        null)));
  }

  private AcceptedDrift accepted(Path file) {
    try {
      return history.acceptedDrift();
    } catch (MigrationException malformed) {
      verdict.found(
          Finding.error(
              RULE,
              file,
              malformed.line(),
              malformed.fault(),
              Objects.requireNonNullElse(malformed.advice(), "Correct the line.")));
      return AcceptedDrift.NONE;
    }
  }

  private String mend(Drift drift) {
    String undo = drift.undo().isEmpty() ? "" : "Undo it there: " + drift.undo() + ". Or: ";
    return undo
        + "write a revision that does it everywhere; or accept it, in "
        + project.show(project.migrations().resolve(History.DRIFT))
        + ": "
        + drift.line("<why>");
  }
}

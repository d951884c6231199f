package dev.pgmigrate.drift;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.config.Origin;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.JournalledDatabase;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.ReplayedHistory;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.project.TargetDatabase;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.schema.Schema;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The live database beside the history.
 *
 * @param database which one, in words
 * @param major its server's major version
 * @param schema what it holds
 * @param pending revisions of the checkout that it does not have yet
 * @param unknown revisions that it has and the checkout lacks; then drift is not known
 * @param drift where it is not what its revisions make, also what is accepted
 * @param problem why it could not be compared, and then the rest is empty; else null
 */
@API(status = API.Status.EXPERIMENTAL)
public record LiveComparison(
    String database,
    int major,
    Schema schema,
    List<Revision> pending,
    Set<String> unknown,
    List<Drift> drift,
    @Nullable String problem) {
  public LiveComparison {
    pending = List.copyOf(pending);
    unknown = Set.copyOf(unknown);
    drift = List.copyOf(drift);
  }

  /**
   * Compares at the revision that the journal names; null when no database is configured.
   *
   * @param replayed the whole history, executed; asked for when the live database has been read
   * @throws MigrationException when the database has tables and no history
   */
  @API(status = API.Status.INTERNAL)
  public static @Nullable LiveComparison of(
      Project project, History history, SchemaSources sources, Supplier<ReplayedHistory> replayed) {
    DatabaseConfig configured = project.target().configured();
    if (configured == null) {
      return null;
    }
    try {
      return compare(project, history, sources, replayed);
    } catch (DatabaseException e) {
      // Nobody named this database for migrating, and nothing here needs it.
      if (configured.origin() == Origin.APPLICATION) {
        return failed(configured.describe(), e.getMessage());
      }
      throw e;
    }
  }

  /** Nothing is known, and why. */
  public static LiveComparison failed(String database, @Nullable String why) {
    return new LiveComparison(
        database, 0, Schema.EMPTY, List.of(), Set.of(), List.of(), String.valueOf(why));
  }

  private static LiveComparison compare(
      Project project, History history, SchemaSources sources, Supplier<ReplayedHistory> replayed) {
    try (TargetDatabase target = TargetDatabase.open(project)) {
      JournalledDatabase journalled = new JournalledDatabase(project, target);
      AppliedState state = journalled.state(history);
      journalled.refuseUnadopted(state, history);
      Set<String> complete = new HashSet<>(state.complete());
      List<Revision> pending =
          history.graph().revisions().stream().filter(r -> !complete.contains(r.id())).toList();
      List<Revision> applied = history.graph().asApplied(state.complete());
      Set<String> unknown = history.graph().unknown(complete);
      Catalog live = journalled.catalog();
      int major = live.serverVersion() / 10_000;
      List<Drift> drift =
          unknown.isEmpty()
              ? Drift.known(
                  Drift.between(
                      project,
                      history,
                      applied,
                      major,
                      () -> live,
                      journalled,
                      sources,
                      replayed.get()),
                  history.acceptedDrift())
              : List.of();
      return new LiveComparison(
          target.description(), major, live.schema(), pending, unknown, drift, null);
    }
  }
}

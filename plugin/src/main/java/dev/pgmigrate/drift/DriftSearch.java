package dev.pgmigrate.drift;

import dev.pgmigrate.artifact.ArtifactNotFoundException;
import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.catalog.CatalogReadException;
import dev.pgmigrate.intent.AcceptedDrift;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.JournalledDatabase;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.ReplayedHistory;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.shadow.ShadowException;
import dev.pgmigrate.thread.BackgroundTask;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is not what its revisions made.
 *
 * @param drift empty when there is none, and when nothing is known
 * @param unknown why nothing is known; else null
 */
public record DriftSearch(List<Drift> drift, @Nullable String unknown) {
  public DriftSearch {
    drift = List.copyOf(drift);
  }

  /**
   * Where the throw-away database comes from; the caller closes it.
   *
   * @param wanted whether it is needed: then its server starts meanwhile
   */
  public static SchemaSources begun(Project project, boolean wanted) {
    SchemaSources sources = new SchemaSources(project);
    return wanted ? sources.serverBegun() : sources;
  }

  /**
   * Executes the applied revisions on a throw-away database while the live one is read, and
   * compares. What keeps it from that is told, and keeps nobody from the rest: a deploy job may
   * have no throw-away database.
   */
  public static DriftSearch of(
      Project project,
      SchemaSources sources,
      History history,
      JournalledDatabase database,
      AppliedState state) {
    return of(project, sources, history, database, state, null);
  }

  /**
   * The same.
   *
   * @param there revisions that are executed already; used if they are just those that are applied
   */
  public static DriftSearch of(
      Project project,
      SchemaSources sources,
      History history,
      JournalledDatabase database,
      AppliedState state,
      @Nullable ReplayedHistory there) {
    Optional<String> obstacle =
        obstacle(history, state).or(() -> database.unadopted(state, history));
    if (obstacle.isPresent()) {
      return unknown(obstacle.get());
    }
    List<Revision> applied = history.graph().asApplied(state.complete());
    int major = database.serverMajor();
    BackgroundTask<Catalog> live = BackgroundTask.start("migrate-live", database::catalog);
    try {
      return new DriftSearch(
          Drift.between(project, history, applied, major, live::get, database, sources, there),
          null);
    } catch (ShadowException
        | ReplayException
        | CatalogReadException
        | ArtifactNotFoundException e) {
      return unknown(String.valueOf(e.getMessage()));
    } finally {
      live.await();
    }
  }

  /** The same, each with what the file drift.txt says of it. */
  public DriftSearch known(AcceptedDrift accepted) {
    return new DriftSearch(Drift.known(drift, accepted), unknown);
  }

  /** There is none. */
  public static DriftSearch none() {
    return new DriftSearch(List.of(), null);
  }

  /** It was not made, and why. */
  public static DriftSearch unknown(String why) {
    return new DriftSearch(List.of(), why);
  }

  private static Optional<String> obstacle(History history, AppliedState state) {
    return state.revisions().stream()
        .filter(AppliedRevision::present)
        .flatMap(revision -> obstacle(history, revision).stream())
        .findFirst();
  }

  private static Optional<String> obstacle(History history, AppliedRevision revision) {
    if (!revision.complete()) {
      return Optional.of("revision " + revision.id() + " is partly applied");
    }
    return history.graph().revision(revision.id()).isPresent()
        ? Optional.empty()
        : Optional.of("revision " + revision.id() + " is not in this checkout");
  }
}

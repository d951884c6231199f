package dev.pgmigrate.drift;

import dev.pgmigrate.catalog.CatalogReadException;
import dev.pgmigrate.project.DesiredState;
import dev.pgmigrate.project.ReplayedHistory;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.shadow.ShadowException;
import dev.pgmigrate.thread.BackgroundTask;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the project states and what its history makes, each on a database of its own. On a server
 * that we started the history is executed in a second thread, and the live database read in a
 * third, while Hibernate builds its metadata; on a server of somebody else one follows the other.
 *
 * <p>Both change what a server has only once, such as its roles. So what fails beside the other is
 * tried again alone, and only that counts.
 */
public final class BothSides implements AutoCloseable {
  private final DesiredState stated;
  private final @Nullable ReplayedHistory replayed;
  private final @Nullable ReplayException refused;
  private final Supplier<@Nullable LiveComparison> live;

  private BothSides(
      DesiredState stated,
      @Nullable ReplayedHistory replayed,
      @Nullable ReplayException refused,
      Supplier<@Nullable LiveComparison> live) {
    this.stated = stated;
    this.replayed = replayed;
    this.refused = refused;
    this.live = live;
  }

  /** Makes them, where the live database does not matter. */
  public static BothSides of(SchemaSources sources, Supplier<ReplayedHistory> history) {
    return of(sources, history, replayed -> null);
  }

  /**
   * Makes them.
   *
   * @param history executes the history; may be called twice
   * @param live reads the live database, then compares it with the history; may be called twice
   */
  public static BothSides of(
      SchemaSources sources,
      Supplier<ReplayedHistory> history,
      Function<Supplier<ReplayedHistory>, @Nullable LiveComparison> live) {
    return sources.sideBySide()
        ? together(sources, history, live)
        : alone(sources.stated(), history, live);
  }

  private static BothSides alone(
      DesiredState stated,
      Supplier<ReplayedHistory> history,
      Function<Supplier<ReplayedHistory>, @Nullable LiveComparison> live) {
    try {
      ReplayedHistory replayed = history.get();
      return new BothSides(stated, replayed, null, () -> live.apply(() -> replayed));
    } catch (ReplayException e) {
      return new BothSides(stated, null, e, () -> null);
    }
  }

  private static BothSides together(
      SchemaSources sources,
      Supplier<ReplayedHistory> history,
      Function<Supplier<ReplayedHistory>, @Nullable LiveComparison> live) {
    BackgroundTask<ReplayedHistory> replaying =
        BackgroundTask.start("migrate-history", history::get);
    BackgroundTask<@Nullable LiveComparison> comparing =
        BackgroundTask.start("migrate-live", () -> live.apply(replaying::get));
    DesiredState stated;
    try {
      stated = stated(sources, comparing);
    } catch (RuntimeException | Error e) {
      comparing.await();
      closeAfter(e, replaying);
      throw e;
    }
    comparing.await();
    ReplayedHistory replayed;
    try {
      replayed = replaying.get();
    } catch (ReplayException | CatalogReadException | ShadowException e) {
      return alone(stated, history, live);
    }
    return new BothSides(
        stated,
        replayed,
        null,
        () -> {
          try {
            return comparing.get();
          } catch (ReplayException | CatalogReadException | ShadowException e) {
            return live.apply(() -> replayed);
          }
        });
  }

  private static DesiredState stated(SchemaSources sources, BackgroundTask<?> other) {
    try {
      return sources.stated();
    } catch (ReplayException | CatalogReadException | ShadowException e) {
      other.await();
      return sources.stated();
    }
  }

  private static void closeAfter(Throwable why, BackgroundTask<ReplayedHistory> made) {
    try {
      made.get().close();
    } catch (RuntimeException | Error e) {
      why.addSuppressed(e);
    }
  }

  /** What the project states. */
  public DesiredState stated() {
    return stated;
  }

  /**
   * What its history makes.
   *
   * @throws ReplayException when PostgreSQL refuses it
   */
  public ReplayedHistory replayed() {
    if (refused != null) {
      throw refused;
    }
    return Objects.requireNonNull(replayed);
  }

  /** How the live database compares with it; throws what the comparison threw. */
  public @Nullable LiveComparison live() {
    return live.get();
  }

  @Override
  public void close() {
    if (replayed != null) {
      replayed.close();
    }
  }
}

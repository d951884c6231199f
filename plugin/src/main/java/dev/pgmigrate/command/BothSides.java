package dev.pgmigrate.command;

import dev.pgmigrate.catalog.CatalogReadException;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.shadow.ShadowException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the project states and what its history makes, each on a database of its own. On a server
 * that we started the history is executed in a second thread while Hibernate builds its metadata;
 * on a server of somebody else one follows the other.
 *
 * <p>Both change what a server has only once, such as its roles. So what fails beside the other is
 * tried again alone, and only that counts.
 */
final class BothSides implements AutoCloseable {
  private final Stated stated;
  private final @Nullable ReplayedHistory replayed;
  private final @Nullable ReplayException refused;

  private BothSides(
      Stated stated, @Nullable ReplayedHistory replayed, @Nullable ReplayException refused) {
    this.stated = stated;
    this.replayed = replayed;
    this.refused = refused;
  }

  /**
   * Makes them.
   *
   * @param history executes the history; may be called twice
   */
  static BothSides of(SchemaSources sources, Supplier<ReplayedHistory> history) {
    return sources.sideBySide() ? together(sources, history) : alone(sources.stated(), history);
  }

  private static BothSides alone(Stated stated, Supplier<ReplayedHistory> history) {
    try {
      return new BothSides(stated, history.get(), null);
    } catch (ReplayException e) {
      return new BothSides(stated, null, e);
    }
  }

  private static BothSides together(SchemaSources sources, Supplier<ReplayedHistory> history) {
    FutureTask<ReplayedHistory> replaying = new FutureTask<>(history::get);
    Thread thread = new Thread(replaying, "migrate-history");
    thread.setDaemon(true);
    thread.start();
    Stated stated;
    try {
      stated = stated(sources, thread);
    } catch (RuntimeException | Error e) {
      closeAfter(e, thread, replaying);
      throw e;
    }
    join(thread);
    try {
      return new BothSides(stated, replaying.get(), null);
    } catch (ExecutionException e) {
      if (mayBeOfBoth(e.getCause())) {
        return alone(stated, history);
      }
      throw unchecked(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("The thread has ended", e);
    }
  }

  private static Stated stated(SchemaSources sources, Thread other) {
    try {
      return sources.stated();
    } catch (ReplayException | CatalogReadException | ShadowException e) {
      join(other);
      return sources.stated();
    }
  }

  private static boolean mayBeOfBoth(@Nullable Throwable failure) {
    return failure instanceof ReplayException
        || failure instanceof CatalogReadException
        || failure instanceof ShadowException;
  }

  /** The thread uses a server that is about to be stopped. */
  private static void closeAfter(Throwable why, Thread thread, FutureTask<ReplayedHistory> made) {
    join(thread);
    try {
      made.get().close();
    } catch (ExecutionException | InterruptedException | RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  /** Waits for its end; an interrupt is for whoever waits next. */
  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static RuntimeException unchecked(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
  }

  /** What the project states. */
  Stated stated() {
    return stated;
  }

  /**
   * What its history makes.
   *
   * @throws ReplayException when PostgreSQL refuses it
   */
  ReplayedHistory replayed() {
    if (refused != null) {
      throw refused;
    }
    return Objects.requireNonNull(replayed);
  }

  @Override
  public void close() {
    if (replayed != null) {
      replayed.close();
    }
  }
}

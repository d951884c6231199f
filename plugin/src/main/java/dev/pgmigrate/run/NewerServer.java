package dev.pgmigrate.run;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Says once of a run that a server is newer than every one that was tested. */
public final class NewerServer {
  /** The newest major version of PostgreSQL that the tests run on. */
  public static final int NEWEST_TESTED = 18;

  /** For whoever has nobody to say it to. */
  public static final NewerServer UNHEARD = new NewerServer(line -> {});

  private final Consumer<String> warn;
  private final int newestTested;
  private final AtomicBoolean said = new AtomicBoolean();

  /**
   * Of one run.
   *
   * @param warn what shows a person a warning
   */
  public NewerServer(Consumer<String> warn) {
    this(warn, NEWEST_TESTED);
  }

  /** As if another version were the newest that was tested. */
  public NewerServer(Consumer<String> warn, int newestTested) {
    this.warn = warn;
    this.newestTested = newestTested;
  }

  /** A session on a server of this version has begun. */
  void connected(Database database, int major, String version) {
    if (major > newestTested && said.compareAndSet(false, true)) {
      warn.accept(
          ("The server of %s is PostgreSQL %s; this version of the plugin is tested up to PostgreSQL %d."
                  + " What is new in PostgreSQL %d is not read and not compared. Look for a newer"
                  + " version of the plugin.")
              .formatted(database.describe(), version, newestTested, major));
    }
  }
}

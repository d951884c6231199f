package dev.pgmigrate.jdbc;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * Says once of a run that a server is newer than every one that was tested, or of another major
 * version than the revisions are written and verified on.
 */
@API(status = API.Status.EXPERIMENTAL)
public final class NewerServer {
  /** The newest major version of PostgreSQL that the tests run on. */
  public static final int NEWEST_TESTED = 18;

  /** For whoever has nobody to say it to. */
  public static final NewerServer UNHEARD = new NewerServer(line -> {});

  private final Consumer<String> warn;
  private final int newestTested;
  private final AtomicBoolean said;
  private final int wanted;
  private final String where;

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
    this(warn, newestTested, new AtomicBoolean(), 0, "");
  }

  private NewerServer(
      Consumer<String> warn, int newestTested, AtomicBoolean said, int wanted, String where) {
    this.warn = warn;
    this.newestTested = newestTested;
    this.said = said;
    this.wanted = wanted;
    this.where = where;
  }

  /**
   * The same for the server that revisions are applied to.
   *
   * @param major the version that they are written and verified on
   * @param recorded what says so, for people
   */
  public NewerServer of(int major, String recorded) {
    return new NewerServer(warn, newestTested, said, major, recorded);
  }

  /** Says something else about a server. */
  public void hear(String line) {
    warn.accept(line);
  }

  /** A session on a server of this version has begun. */
  void connected(Database database, int major, String version) {
    if (major > newestTested && said.compareAndSet(false, true)) {
      warn.accept(
          ("The server of %s is PostgreSQL %s; this version of the plugin is tested up"
                  + " to PostgreSQL %d. What is new in PostgreSQL %d is not read and not"
                  + " compared. Check for a newer version of the plugin.")
              .formatted(database.describe(), version, newestTested, major));
    } else if (wanted != 0 && major != wanted && said.compareAndSet(false, true)) {
      warn.accept(
          ("The server of %s is PostgreSQL %s; the revisions are written and verified on PostgreSQL"
                  + " %d (%s). Their SQL stays the same. To write and verify them on PostgreSQL %d:"
                  + " mvn migrate:revision -Dmigrate.postgresVersion=%d")
              .formatted(database.describe(), version, wanted, where, major, major));
    }
  }
}

package dev.pgmigrate.command;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.history.PostgresLease;
import dev.pgmigrate.jdbc.Backends.Backend;
import dev.pgmigrate.project.JournalledDatabase;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.TargetDatabase;
import dev.pgmigrate.run.Lease.Holder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows which run holds the lease and what it does, and releases the lease if asked. Rarely needed,
 * because the lease of a dead run expires.
 */
public final class UnlockCommand {
  /**
   * The input.
   *
   * @param run the run whose lease to release; null to show the holder only
   */
  public record Input(Project project, @Nullable String run) {}

  /**
   * The result.
   *
   * @param database the description of the database
   * @param holder the run that holds the lease, or held it until now; null: none
   * @param sessions what the holder's sessions did at that moment
   * @param released whether the lease was released
   */
  public record Result(
      String database, @Nullable Holder holder, List<Backend> sessions, boolean released) {
    public Result {
      sessions = List.copyOf(sessions);
    }
  }

  private UnlockCommand() {}

  /**
   * Shows the holder, and releases the lease if asked.
   *
   * @throws MigrationException if another run than the named one holds the lease
   */
  public static Result run(Input input) {
    try (TargetDatabase target = TargetDatabase.openForWriting(input.project(), "unlock")) {
      PostgresLease lease = new JournalledDatabase(input.project(), target).lease();
      Optional<Holder> found = lease.holder();
      if (found.isEmpty()) {
        return new Result(target.description(), null, List.of(), false);
      }
      Holder holder = found.get();
      List<Backend> sessions = lease.sessions(holder);
      if (input.run() != null && !input.run().equals(holder.run())) {
        throw new MigrationException(
            "The lease is held by run %s of %s, not by run %s."
                .formatted(holder.run(), holder.by(), input.run()),
            "Look again: mvn migrate:unlock");
      }
      boolean released = input.run() != null && lease.release(holder);
      return new Result(target.description(), holder, sessions, released);
    }
  }
}

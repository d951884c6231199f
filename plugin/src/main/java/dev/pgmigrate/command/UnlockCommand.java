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
 * Shows which run holds the lease and what it does, and takes it away when told so. Seldom needed:
 * the lease of a run that died expires.
 */
public final class UnlockCommand {
  /**
   * What is asked for.
   *
   * @param run the run whose lease is to be released; null to be shown who holds it
   */
  public record Input(Project project, @Nullable String run) {}

  /**
   * What came of it.
   *
   * @param database which database, in words
   * @param holder who holds the lease, or held it until now; null: nobody
   * @param sessions what the sessions of the holder did when we looked
   * @param released whether it was taken away
   */
  public record Result(
      String database, @Nullable Holder holder, List<Backend> sessions, boolean released) {
    public Result {
      sessions = List.copyOf(sessions);
    }
  }

  private UnlockCommand() {}

  /**
   * Shows, and releases if asked to.
   *
   * @throws MigrationException when another run holds it than the one that was named
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
            "The lease is held by run %s of %s, not by run %s. Look again: mvn migrate:unlock"
                .formatted(holder.run(), holder.by(), input.run()));
      }
      boolean released = input.run() != null && lease.release(holder);
      return new Result(target.description(), holder, sessions, released);
    }
  }
}

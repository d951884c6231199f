package dev.pgmigrate.report;

import dev.pgmigrate.command.UnlockCommand;
import dev.pgmigrate.run.Lease;
import java.util.ArrayList;
import java.util.List;

/** Who holds the lease on a database: unlock, and a run that waits. */
public final class LeaseReport {

  private LeaseReport() {}

  /** Who holds the lease. */
  public static List<Line> unlock(UnlockCommand.Result result) {
    Lease.Holder holder = result.holder();
    List<Line> lines = new ArrayList<>();
    lines.add(Line.info("Database: " + result.database()));
    if (holder == null) {
      lines.add(Line.info("Nobody holds the lease."));
      return lines;
    }
    lines.add(
        Line.info(
            "The lease "
                + (result.released() ? "was" : "is")
                + " held by run "
                + holder.run()
                + " of "
                + holder.by()
                + ", since "
                + Phrases.shown(holder.since())
                + (holder.left().isNegative()
                    ? "; it has expired, so the next run takes it"
                    : "; without another heartbeat it expires in "
                        + Phrases.shown(holder.left()))));
    result.sessions().forEach(session -> lines.add(Line.info("  " + session.describe())));
    if (result.sessions().isEmpty()) {
      lines.add(Line.info("  No session of this run is active in the server."));
    }
    lines.add(
        result.released()
            ? Line.info("The lease is released.")
            : Line.info(
                "To end its sessions and release it: mvn migrate:unlock -Dmigrate.unlock="
                    + holder.run()));
    return lines;
  }

  /** Whom a run waits for. */
  public static String waiting(Lease.Holder holder) {
    return "Waiting for another run: " + holder.by() + ", since " + Phrases.shown(holder.since());
  }
}

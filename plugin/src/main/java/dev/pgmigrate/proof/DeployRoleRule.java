package dev.pgmigrate.proof;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.project.History;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.role.DeployRights;
import dev.pgmigrate.role.MissingRight;
import dev.pgmigrate.role.RoleReplay;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.sql.ShownSql;
import dev.pgmigrate.verify.VerdictBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A statement that the role of a deploy job may not execute, as an ordinary role that owns what the
 * history has made. What such a role has beyond that is known only where a project states it: then
 * it is an error, else a warning.
 */
public final class DeployRoleRule implements Rule {
  public static final String ID = "needs-more-than-ownership";

  private static final String NO_SERVER =
      "migrate creates no role on the server of the throw-away database, only on"
          + " an embedded server: leave migrate.shadow out.";

  /** What one revision may not do on its way up, and on its way down. */
  private record Missing(List<MissingRight> up, List<MissingRight> down) {
    Missing(List<MissingRight> up) {
      this(up, List.of());
    }
  }

  private final boolean stated;
  private final Map<String, Missing> missing;

  private DeployRoleRule(boolean stated, Map<String, Missing> missing) {
    this.stated = stated;
    this.missing = missing;
  }

  /**
   * Executes revisions as the role, on a database of their own.
   *
   * @param older the database that they follow on, as a copy that is closed afterwards; asked for
   *     only if it is needed
   * @param rest the new revisions, and what follows them
   * @param stated what the deploy role has beyond ownership; null: nobody has said
   * @return the rules that know it; none where it cannot be found out, which the verdict hears
   */
  static List<Rule> of(
      History history,
      boolean ownsServer,
      Supplier<ShadowDatabase> older,
      List<Revision> rest,
      Predicate<Revision> isNew,
      @Nullable DeployRights stated,
      VerdictBuilder verdict) {
    if (rest.stream().noneMatch(isNew)) {
      return List.of();
    }
    if (!ownsServer) {
      verdict.notChecked(ID, NO_SERVER);
      return List.of();
    }
    Map<String, Missing> missing = new HashMap<>();
    DeployRights rights = stated == null ? DeployRights.OWNERSHIP : stated;
    try (ShadowDatabase database = older.get();
        RoleReplay replay = new RoleReplay(database, rights, history.project().target().role())) {
      for (Revision revision : rest) {
        List<MissingRight> found = replay.execute(history.describe(revision), revision.up());
        missing.put(revision.id(), new Missing(isNew.test(revision) ? found : List.of()));
      }
      verdict.checked(ID, "the new revisions need no more rights than a deploy role has");
      down(history, replay, rest, isNew, missing);
    } catch (ReplayException e) {
      // Where the history is refused, too, that is an error of its own.
      verdict.notChecked(
          ID,
          e.source()
              + " and what follows it: on a second database of the same server, PostgreSQL"
              + " refuses it even for a superuser: "
              + e.fault().lines().findFirst().orElse("")
              + ".");
    }
    Map<String, List<MissingRight>> up = new HashMap<>();
    missing.forEach((id, found) -> up.put(id, found.up()));
    return List.of(new DeployRoleRule(stated != null, missing), new TriedAsRole(up));
  }

  /** As a downgrade would: the newest first, as far as there are down steps. */
  private static void down(
      History history,
      RoleReplay replay,
      List<Revision> rest,
      Predicate<Revision> isNew,
      Map<String, Missing> missing) {
    List<Revision> newestFirst = new ArrayList<>(rest);
    Collections.reverse(newestFirst);
    try {
      for (Revision revision : newestFirst) {
        if (!RoundTrip.goesDown(revision)) {
          return;
        }
        List<MissingRight> found = replay.execute(history.describe(revision), revision.down());
        if (isNew.test(revision)) {
          missing.computeIfPresent(revision.id(), (id, up) -> new Missing(up.up(), found));
        }
      }
    } catch (ReplayException e) {
      // Refused to a superuser, too: the round trip reports it.
      return;
    }
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Severity severity() {
    return stated ? Severity.ERROR : Severity.WARNING;
  }

  @Override
  public String mend() {
    return "Let an administrator execute it, or give the deploy role the right and name"
        + " it in migrate.shadowRole.";
  }

  @Override
  public Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch) {
    Missing found = missing.getOrDefault(revision.revision().id(), new Missing(List.of()));
    return Stream.concat(
        found.up().stream().map(missed -> finding(missed, "")),
        found.down().stream().map(missed -> finding(missed, "on a downgrade ")));
  }

  private Finding finding(MissingRight missed, String when) {
    return new Finding(
        ID,
        severity(),
        null,
        missed.statement().line(),
        when
            + (stated
                ? "the deploy role, as migrate.shadowRole describes it, may not execute "
                : "a deploy role that only owns the objects may not execute ")
            + ShownSql.start(missed.statement().sql())
            + ": "
            + missed.right()
            + " ("
            + missed.said()
            + ")",
        missed.mend(),
        null);
  }
}

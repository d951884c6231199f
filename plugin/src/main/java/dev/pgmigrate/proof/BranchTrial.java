package dev.pgmigrate.proof;

import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.lint.Refusal;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.rules.Rules;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.ReplayedHistory;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.verify.VerdictBuilder;
import dev.pgmigrate.verify.VerifiedRevision;
import dev.pgmigrate.watch.Watcher;
import dev.pgmigrate.watch.WrittenRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Executes what a branch adds to the history. First all of it, watched, on a copy of the database
 * with the older revisions; then, on that database, each new revision up, down and up again. One
 * after the other: roles belong to the server, and what one database grants to a role keeps another
 * from dropping it.
 */
public final class BranchTrial {
  /** The rule that says no more than what a replay says. */
  private static final String REFUSED = "statement-refused";

  private final SchemaSources sources;
  private final History history;
  private final LintLevels levels;
  private final Production production;
  private final VerdictBuilder verdict;
  private final RoundTrip trips;
  private final Map<Revision, WatchedRevision> watched = new LinkedHashMap<>();
  private final Set<Revision> accepted = new HashSet<>();
  private final Map<String, RoundTrip.Trip> made = new HashMap<>();
  private Set<Source> known = Set.of();

  public BranchTrial(
      SchemaSources sources,
      History history,
      LintLevels levels,
      Production production,
      VerdictBuilder verdict) {
    this.sources = sources;
    this.production = production;
    this.history = history;
    this.levels = levels;
    this.verdict = verdict;
    this.trips = new RoundTrip(history, verdict, new SurvivingRows(history, verdict));
  }

  /**
   * Executes it.
   *
   * @param older the older revisions, applied
   * @param rest the new ones and what follows them
   * @param begun hears each before it is executed for the first time
   * @return what the whole history makes
   * @throws ReplayException when PostgreSQL refuses one; those before it are judged nevertheless
   */
  public Catalog head(
      ReplayedHistory older,
      List<Revision> rest,
      Predicate<Revision> isNew,
      Consumer<Revision> begun) {
    if (rest.isEmpty()) {
      return older.read();
    }
    List<Rule> more = new ArrayList<>(role(older, rest, isNew));
    watch(older, rest);
    Set<String> elsewhere = new HashSet<>();
    try {
      return tried(older, rest, isNew, begun);
    } catch (ReplayException e) {
      // The caller says what PostgreSQL says; the rules may know why.
      elsewhere.add(REFUSED);
      throw e;
    } finally {
      if (onlyWatchedIsRefused(rest, isNew)) {
        elsewhere.add(REFUSED);
      }
      more.add(new SeenDownLoss(made));
      Map<WatchedRevision, Path> branch = new LinkedHashMap<>();
      watched.forEach(
          (revision, seen) -> {
            if (isNew.test(revision)) {
              branch.put(seen, history.file(revision).path());
            }
          });
      new Judge(levels.without(elsewhere), verdict)
          .judge(branch, known, more, LiveSizes.of(history.project(), branch.keySet(), verdict));
    }
  }

  /** As production would execute it: before all else, for roles belong to the server. */
  private List<Rule> role(ReplayedHistory older, List<Revision> rest, Predicate<Revision> isNew) {
    return levels.wants(DeployRoleRule.ID)
        ? DeployRoleRule.of(
            history, older.ownsServer(), older::copied, rest, isNew, production.role(), verdict)
        : List.of();
  }

  /**
   * Whether what is watched was refused where the history was not. The database with the history is
   * there as well, and what it has of a role keeps the copy from dropping that role.
   */
  private boolean onlyWatchedIsRefused(List<Revision> rest, Predicate<Revision> isNew) {
    for (Map.Entry<Revision, WatchedRevision> entry : watched.entrySet()) {
      int at = rest.indexOf(entry.getKey());
      if (entry.getValue().isRefused() && accepted.contains(entry.getKey())) {
        String why =
            entry
                .getValue()
                .statements()
                .flatMap(statement -> Stream.ofNullable(statement.effects().refusal()))
                .map(Refusal::message)
                .findFirst()
                .orElse("");
        List<String> files =
            rest.subList(at, rest.size()).stream()
                .filter(isNew)
                .map(revision -> history.project().show(history.file(revision).path()))
                .toList();
        verdict.notChecked(
            "lint",
            history.describe(entry.getKey())
                + " is accepted, but not on a second database of the same server, where its"
                + " statements are watched: "
                + why
                + ". The rules did not check that statement and what follows it in "
                + String.join(", ", files)
                + ".");
        return true;
      }
    }
    return false;
  }

  /** Up to what PostgreSQL refuses. */
  private void watch(ReplayedHistory older, List<Revision> rest) {
    if (Rules.all().stream().noneMatch(levels::wants)) {
      rest.forEach(
          revision -> watched.put(revision, new WatchedRevision(revision, List.of(), false)));
      return;
    }
    try (ShadowDatabase database = older.copied();
        Watcher watcher = new Watcher(database, WrittenRows::of)) {
      try {
        for (Revision revision : rest) {
          WatchedRevision seen =
              new WatchedRevision(
                  revision, watcher.tried(history.describe(revision), revision.up()), false);
          watched.put(revision, seen);
          if (seen.isRefused()) {
            return;
          }
        }
      } finally {
        known = watcher.sources();
      }
    }
  }

  private Catalog tried(
      ReplayedHistory older,
      List<Revision> revisions,
      Predicate<Revision> isNew,
      Consumer<Revision> begun) {
    List<Revision> applied = new ArrayList<>(older.revisions());
    ReplayedHistory at = older;
    Catalog head = older.read();
    boolean intact = true;
    try {
      for (Revision revision : revisions) {
        if (!intact) {
          ReplayedHistory next = sources.replayed(history, applied);
          close(at, older);
          at = next;
        }
        begun.accept(revision);
        applied.add(revision);
        if (isNew.test(revision)) {
          RoundTrip.Trip trip = trips.of(revision, at);
          made.put(revision.id(), trip);
          if (accepted.stream().noneMatch(isNew)) {
            verdict.checked(RoundTrip.RULE, "each new revision goes down and up again");
          }
          accepted.add(revision);
          report(revision, trip);
          head = trip.after();
          intact = trip.intact();
        } else {
          at.up(List.of(revision));
          accepted.add(revision);
          head = at.read();
          intact = true;
        }
      }
      return head;
    } finally {
      close(at, older);
    }
  }

  private void report(Revision revision, RoundTrip.Trip trip) {
    Path file = history.file(revision).path();
    WatchedRevision seen =
        watched.getOrDefault(revision, new WatchedRevision(revision, List.of(), false));
    verdict.judged(
        new VerifiedRevision(file, seen, trip.before(), trip.after().schema(), trip.grade()));
  }

  private static void close(ReplayedHistory at, ReplayedHistory older) {
    if (at != older) {
      at.close();
    }
  }
}

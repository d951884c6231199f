package dev.pgmigrate.proof;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.project.GitBase;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionGraph;
import dev.pgmigrate.revision.RevisionParser;
import dev.pgmigrate.verify.VerdictBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a merge into the base branch would make of the history, when that branch gained revisions
 * since this checkout left it.
 */
public final class AfterMerge {
  public static final String RULE = "two-heads-after-merge";

  private final SchemaSources sources;
  private final History history;
  private final GitBase base;
  private final VerdictBuilder verdict;

  private AfterMerge(SchemaSources sources, History history, GitBase base, VerdictBuilder verdict) {
    this.sources = sources;
    this.history = history;
    this.base = base;
    this.verdict = verdict;
  }

  /**
   * Looks at it.
   *
   * @param history can be replayed
   * @param base the branch that revisions are merged into
   */
  public static void check(
      SchemaSources sources, History history, GitBase base, VerdictBuilder verdict) {
    List<Revision> mine =
        history.graph().revisions().stream().filter(r -> !base.has(history.file(r))).toList();
    Map<String, String> gained = base.gained();
    if (!mine.isEmpty() && !gained.isEmpty() && history.graph().heads().size() == 1) {
      new AfterMerge(sources, history, base, verdict).check(gained);
    }
  }

  private void check(Map<String, String> gained) {
    String branch = base.branch().orElseThrow();
    verdict.checked(RULE, "there is one head after a merge with " + branch);
    Revision mine = history.graph().heads().get(0);
    try {
      History merged = merged(gained);
      List<Revision> heads = merged.graph().heads();
      if (heads.size() < 2 || !heads.contains(mine)) {
        return;
      }
      List<Revision> others = heads.stream().filter(head -> !head.equals(mine)).toList();
      verdict.found(
          new Finding(
              RULE,
              Severity.WARNING,
              history.file(mine).path(),
              0,
              branch
                  + " has gained "
                  + named(others)
                  + " since this branch left it: after the merge there are "
                  + heads.size()
                  + " heads",
              "Merge " + branch + " into your branch, then: mvn migrate:rebase",
              null));
      orders(merged, mine, heads);
    } catch (MigrationException e) {
      verdict.notChecked(RULE, "What " + branch + " has added cannot be merged: " + e.getMessage());
    }
  }

  /** What both have, as Git would merge the files. */
  private History merged(Map<String, String> gained) {
    Map<String, Path> files = new HashMap<>();
    List<Revision> revisions = new ArrayList<>();
    for (Revision revision : history.graph().revisions()) {
      if (!base.hasRemoved(history.file(revision).path())) {
        revisions.add(revision);
        files.put(revision.id(), history.file(revision).path());
      }
    }
    gained.forEach(
        (name, text) -> {
          Path path = history.project().migrations().resolve(name);
          Revision revision = RevisionParser.parse(path, text);
          if (files.putIfAbsent(revision.id(), path) == null) {
            revisions.add(revision);
          }
        });
    return new History(
        history.project(),
        RevisionGraph.of(revisions),
        files,
        history.lock(),
        history.locked(),
        history.accepted());
  }

  private void orders(History merged, Revision mine, List<Revision> heads) {
    Revision merge =
        Revision.of(
            "0".repeat(12), "the merge", heads.stream().map(Revision::id).toList(), Instant.MAX);
    Optional<MergeOrders.Fault> fault =
        MergeOrders.fault(sources, merged.with(List.of(merge)), merge);
    fault.ifPresent(
        found ->
            verdict.found(
                Finding.error(
                    "merge-order",
                    history.file(mine).path(),
                    0,
                    "after the merge with "
                        + base.branch().orElseThrow()
                        + " a database may have the branch of "
                        + named(List.of(found.first()))
                        + " before it gets the other. Tried on a throw-away database, "
                        + found.why(),
                    "Merge the base branch into yours, put your revisions on top (mvn"
                        + " migrate:rebase) and adapt them")));
  }

  private static String named(List<Revision> revisions) {
    return revisions.stream()
        .map(revision -> revision.id() + " (" + revision.message() + ")")
        .collect(Collectors.joining(", "));
  }
}

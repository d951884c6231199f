package dev.pgmigrate.command;

import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.AppliedRevision;
import dev.pgmigrate.run.AppliedState;
import java.util.List;
import java.util.Set;

/** Where the database stands. */
public final class CurrentCommand {
  /**
   * What came of it.
   *
   * @param database which database, in words
   * @param current the applied revisions that no applied one follows
   * @param pending what an upgrade to all heads would apply, in order
   * @param unfinished begun and not finished: failed, or interrupted
   * @param unknown applied, and not in this checkout: the database is ahead
   */
  public record Result(
      String database,
      List<AppliedRevision> current,
      List<Revision> pending,
      List<AppliedRevision> unfinished,
      List<AppliedRevision> unknown) {
    public Result {
      current = List.copyOf(current);
      pending = List.copyOf(pending);
      unfinished = List.copyOf(unfinished);
      unknown = List.copyOf(unknown);
    }
  }

  private CurrentCommand() {}

  /** Reads the journal; writes nothing. */
  public static Result run(Project project) {
    History history = History.read(project);
    try (TargetDatabase target = TargetDatabase.open(project)) {
      AppliedState state = new JournalledDatabase(project, target).state();
      Set<String> complete = Set.copyOf(state.complete());
      Set<String> unknown = history.graph().unknown(complete);
      Set<String> followed =
          state.revisions().stream()
              .filter(AppliedRevision::complete)
              .flatMap(revision -> revision.parents().stream())
              .collect(java.util.stream.Collectors.toSet());
      return new Result(
          target.description(),
          state.revisions().stream()
              .filter(AppliedRevision::complete)
              .filter(revision -> !followed.contains(revision.id()))
              .toList(),
          history.graph().revisions().stream().filter(r -> !complete.contains(r.id())).toList(),
          state.revisions().stream().filter(revision -> !revision.complete()).toList(),
          state.revisions().stream().filter(revision -> unknown.contains(revision.id())).toList());
    }
  }
}

package dev.pgmigrate.command;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.drift.Drift;
import dev.pgmigrate.drift.LiveComparison;
import dev.pgmigrate.intent.Accepted;
import dev.pgmigrate.intent.AcceptedDrift;
import dev.pgmigrate.intent.Answers;
import dev.pgmigrate.intent.Differences;
import dev.pgmigrate.intent.Intent;
import dev.pgmigrate.intent.Notice;
import dev.pgmigrate.intent.Renamer;
import dev.pgmigrate.intent.Resolution;
import dev.pgmigrate.project.DesiredState;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.ReplayedHistory;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.project.StaleModel;
import dev.pgmigrate.revision.MigrationDirectory;
import dev.pgmigrate.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists the differences between the project and the history of migrations, and accepts those that a
 * person names. So a project adopts a schema that is older than its entities.
 */
public final class AcceptCommand {
  /**
   * The input.
   *
   * @param accept {@code all}, or groups as {@link Differences} names them, or {@code drift} as
   *     {@link DriftToAccept} reads it; null to list them all
   * @param reason why they are accepted; required with {@code accept}
   */
  public record Input(Project project, @Nullable String accept, @Nullable String reason) {}

  /**
   * The result.
   *
   * @param accepted how many differences were accepted
   * @param left the differences that are not accepted
   * @param file the file with all accepted differences
   * @param acceptedDrift how many differences of the live database were accepted
   * @param drift where the live database differs from what its revisions make, without accepted
   *     drift
   * @param driftFile the file with all accepted drift
   * @param unmatched patterns of the filters that match nothing
   */
  public record Result(
      int accepted,
      Differences left,
      Path file,
      int acceptedDrift,
      List<Drift> drift,
      Path driftFile,
      List<String> unmatched) {
    public Result {
      drift = List.copyOf(drift);
      unmatched = List.copyOf(unmatched);
    }
  }

  private AcceptCommand() {}

  /**
   * Compares, and accepts; writes no revision.
   *
   * @throws MigrationException if the reason is missing
   */
  public static Result run(Input input) {
    Project project = input.project();
    History history = History.read(project);
    try (SchemaSources sources = new SchemaSources(project)) {
      DesiredState stated = sources.stated();
      StaleModel.requireSomething(project, stated, history);
      Schema past;
      LiveComparison live;
      try (ReplayedHistory replayed = sources.replayed(history, history.graph().revisions())) {
        past = replayed.read().schema();
        // Before a database is adopted, everything would differ.
        live = LiveComparison.of(project, history, sources, () -> replayed);
      }
      Resolution resolution =
          Intent.resolve(
              stated.desired(),
              past,
              history.lock(),
              history.accepted(),
              Answers.NONE,
              project.filters(),
              sources.equivalence(),
              Renamer.TEXTUAL);
      Differences all = Differences.of(resolution.notices());
      List<Drift> drift =
          live == null ? List.of() : live.drift().stream().filter(Drift::isOpen).toList();
      Path file = project.migrations().resolve(History.ACCEPTED);
      Path driftFile = project.migrations().resolve(History.DRIFT);
      if (input.accept() == null) {
        return new Result(0, all, file, 0, drift, driftFile, resolution.unmatched());
      }
      DriftToAccept wanted = DriftToAccept.of(input.accept(), drift);
      Set<Notice> chosen = wanted.rest().isBlank() ? Set.of() : all.select(wanted.rest());
      accept(project, chosen, wanted.chosen(), reason(input));
      return new Result(
          chosen.size(),
          Differences.of(
              resolution.notices().stream().filter(notice -> !chosen.contains(notice)).toList()),
          file,
          wanted.chosen().size(),
          drift.stream().filter(one -> !wanted.chosen().contains(one)).toList(),
          driftFile,
          resolution.unmatched());
    }
  }

  private static String reason(Input input) {
    String reason = input.reason();
    if (reason == null || reason.isBlank()) {
      throw new MigrationException(
          "An accepted difference needs a reason",
          "Add one: -Dmigrate.reason=\"the schema before migrate\"");
    }
    return reason.strip();
  }

  private static void accept(
      Project project, Set<Notice> chosen, List<Drift> drift, String reason) {
    MigrationDirectory directory = new MigrationDirectory(project.migrations());
    if (!chosen.isEmpty()) {
      directory.writeText(
          History.ACCEPTED,
          Accepted.add(
              lines(directory, History.ACCEPTED),
              chosen.stream().map(notice -> notice.accepted(reason)).toList()));
    }
    if (!drift.isEmpty()) {
      directory.writeText(
          History.DRIFT,
          AcceptedDrift.add(
              lines(directory, History.DRIFT),
              drift.stream().map(one -> one.line(reason)).toList()));
    }
  }

  private static List<String> lines(MigrationDirectory directory, String file) {
    return directory.readText(file).map(text -> text.lines().toList()).orElse(List.of());
  }
}

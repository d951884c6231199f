package dev.pgmigrate.command;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.draft.Message;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.revision.MigrationDirectory;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Joins several heads with a revision that has all of them as parents, and no statement. */
public final class MergeCommand {
  /**
   * The input.
   *
   * @param message the message; null to derive it from the joined heads
   * @param heads ids, labels or {@code label@head}; empty for all heads
   */
  public record Input(
      Project project,
      @Nullable String message,
      List<String> heads,
      Instant now,
      RandomGenerator random) {
    public Input {
      heads = List.copyOf(heads);
    }
  }

  private MergeCommand() {}

  /**
   * Writes the revision.
   *
   * @throws MigrationException if there is nothing to join
   */
  public static MigrationFile run(Input input) {
    History history = History.read(input.project());
    List<Revision> heads = history.graph().heads();
    List<Revision> joined =
        input.heads().isEmpty()
            ? heads
            : input.heads().stream().map(history.graph()::resolve).distinct().toList();
    for (Revision each : joined) {
      if (!heads.contains(each)) {
        throw new MigrationException(
            each.id() + " (" + each.message() + ") is not a head: another revision follows it.",
            "To list the heads: mvn migrate:heads");
      }
    }
    if (joined.size() < 2) {
      throw new MigrationException(
          heads.isEmpty()
              ? "There is no revision yet, so there is nothing to join."
              : "There is nothing to join: name at least two heads, or none to join all. The"
                  + " history has "
                  + (heads.size() == 1 ? "one head, " : heads.size() + " heads, ")
                  + heads.stream()
                      .map(head -> head.id() + " (" + head.message() + ")")
                      .collect(Collectors.joining(", "))
                  + ".");
    }
    Revision merge = merge(input, joined);
    return new MigrationFile(
        new MigrationDirectory(input.project().migrations()).write(merge), merge);
  }

  private static Revision merge(Input input, List<Revision> joined) {
    List<String> parents = joined.stream().map(Revision::id).toList();
    String message = input.message();
    return Revision.of(
        RevisionId.random(input.random()),
        message == null || message.isBlank()
            ? "merge " + String.join(" and ", parents)
            : Message.of(message),
        parents,
        input.now().truncatedTo(ChronoUnit.SECONDS));
  }
}

package dev.pgmigrate.command;

import dev.pgmigrate.project.History;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.revision.Revision;
import java.nio.file.Path;

/** One revision and the file it stands in; needs no database. */
public final class ShowCommand {
  /** What was asked for. */
  public record Result(Path file, Revision revision) {}

  private ShowCommand() {}

  /**
   * The revision that a name means.
   *
   * @param target {@code head}, an id or its unique beginning, a label
   */
  public static Result run(Project project, String target) {
    History history = History.read(project);
    Revision revision = history.graph().resolve(target);
    return new Result(history.file(revision).path(), revision);
  }
}

package dev.pgmigrate.command;

import dev.pgmigrate.project.History;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.revision.Revision;
import java.nio.file.Path;

/** Shows one revision and its file; needs no database. */
public final class ShowCommand {
  /** The result. */
  public record Result(Path file, Revision revision) {}

  private ShowCommand() {}

  /**
   * Finds the revision of a name.
   *
   * @param target {@code head}, an id or its unique beginning, a label
   */
  public static Result run(Project project, String target) {
    History history = History.read(project);
    Revision revision = history.graph().resolve(target);
    return new Result(history.file(revision).path(), revision);
  }
}

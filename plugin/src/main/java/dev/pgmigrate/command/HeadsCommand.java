package dev.pgmigrate.command;

import dev.pgmigrate.project.History;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.revision.Revision;
import java.util.List;

/** The revisions without a child; needs no database. */
public final class HeadsCommand {
  private HeadsCommand() {}

  /** The heads, in the order of the graph. */
  public static List<Revision> run(Project project) {
    return History.read(project).graph().heads();
  }
}

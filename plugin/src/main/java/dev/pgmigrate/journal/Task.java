package dev.pgmigrate.journal;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.Revision;
import java.util.List;
import org.apiguardian.api.API;

/** One revision to be applied or taken back. */
@API(status = API.Status.EXPERIMENTAL)
public record Task(MigrationFile file, Direction direction) {
  /** To apply it. */
  public static Task up(MigrationFile file) {
    return new Task(file, Direction.UP);
  }

  /** To take it back. */
  public static Task down(MigrationFile file) {
    return new Task(file, Direction.DOWN);
  }

  /** The revision. */
  public Revision revision() {
    return file.revision();
  }

  /** Its steps in this direction, in the order of execution. */
  public List<Step> steps() {
    return switch (direction) {
      case UP -> revision().up();
      case DOWN -> revision().down();
    };
  }

  /** The goal that goes on with it. */
  public String again() {
    return switch (direction) {
      case UP -> "upgrade";
      case DOWN -> "downgrade";
    };
  }

  /** Whether all of it has happened. */
  boolean isDone(AppliedState state) {
    return switch (direction) {
      case UP -> state.isComplete(revision().id());
      case DOWN -> state.find(revision().id()).filter(AppliedRevision::present).isEmpty();
    };
  }

  /** The index of the step that has this number in the journal. */
  public int index(int number) {
    return switch (direction) {
      case UP -> number - 1;
      case DOWN -> steps().size() - number;
    };
  }

  /** The journal's number of a step; down counts from the last block. */
  public int number(int index) {
    return switch (direction) {
      case UP -> index + 1;
      case DOWN -> steps().size() - index;
    };
  }
}

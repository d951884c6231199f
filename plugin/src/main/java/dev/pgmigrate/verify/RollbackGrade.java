package dev.pgmigrate.verify;

import java.util.List;
import org.apiguardian.api.API;

/**
 * How much of a revision its down steps take back.
 *
 * @param reasons what is lost, or why there is no way back, a sentence each; empty for {@link
 *     Kind#EXACT}
 */
@API(status = API.Status.EXPERIMENTAL)
public record RollbackGrade(Kind kind, List<String> reasons) {
  /** What a grade says, the best first. */
  public enum Kind {
    /** The schema and the rows are what they were. */
    EXACT("exact"),
    /** The schema is what it was; rows, or values in them, are lost. */
    STRUCTURE_ONLY("structure only"),
    /** There are no down steps, or they lead elsewhere. */
    NONE("none"),
    /** It was not tried, or not with rows. */
    UNKNOWN("not tried");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** What people read. */
    public String word() {
      return word;
    }
  }

  /** Schema and rows are what they were. */
  public static final RollbackGrade EXACT = new RollbackGrade(Kind.EXACT, List.of());

  /** Nobody asked for it, so there is nothing to report. */
  public static final RollbackGrade NOT_ASKED =
      new RollbackGrade(Kind.UNKNOWN, List.of("lint tries no down steps"));

  public RollbackGrade {
    reasons = List.copyOf(reasons);
  }
}

package dev.pgmigrate.revision;

import dev.pgmigrate.MigrationException;
import java.util.List;

/** The revisions form no graph, or a target names none of them; the message says what to do. */
public final class RevisionGraphException extends MigrationException {
  private static final long serialVersionUID = 1L;

  private final List<String> revisions;

  /**
   * A fault of the graph or of a target.
   *
   * @param revisions the ids that it concerns
   */
  public RevisionGraphException(String message, List<String> revisions) {
    super(message);
    this.revisions = List.copyOf(revisions);
  }

  /**
   * The same, with what the user can do.
   *
   * @param advice sentences
   * @param revisions the ids that it concerns
   */
  public RevisionGraphException(String fault, String advice, List<String> revisions) {
    super(fault, advice);
    this.revisions = List.copyOf(revisions);
  }

  /** The ids that it concerns. */
  public List<String> revisions() {
    return revisions;
  }
}

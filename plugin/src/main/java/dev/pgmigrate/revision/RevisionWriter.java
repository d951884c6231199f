package dev.pgmigrate.revision;

/** Writes a revision as the text of a migration file, for a person to read and edit. */
@SuppressWarnings("DoNotCallSuggester")
public final class RevisionWriter {
  private RevisionWriter() {}

  /** The text; parsed again it gives an equal revision, but for the lines of its statements. */
  public static String write(Revision revision) {
    throw new UnsupportedOperationException(revision.id());
  }
}

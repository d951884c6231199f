package dev.pgmigrate.revision;

import java.nio.file.Path;

/** Reads the text of a migration file. */
@SuppressWarnings("DoNotCallSuggester")
public final class RevisionParser {
  private RevisionParser() {}

  /**
   * The revision that a file's text holds. Its line ends may be of either kind.
   *
   * @param path for error messages, and for the instant of creation where the header has none
   * @throws RevisionFormatException with the line, when the text is not written as it must be
   */
  public static Revision parse(Path path, String text) {
    throw new UnsupportedOperationException(path + text);
  }
}

package dev.pgmigrate.revision;

import dev.pgmigrate.MigrationException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A migration file is not written as it must be; the message says what to do. */
public final class RevisionFormatException extends MigrationException {
  private static final long serialVersionUID = 1L;

  /**
   * A fault in a file.
   *
   * @param line from 1; 0 when it concerns the whole file
   * @param fault what is wrong, without the file and line
   * @param advice what the user can do
   */
  public RevisionFormatException(Path path, int line, String fault, @Nullable String advice) {
    super(path, line, fault, advice, null);
  }
}

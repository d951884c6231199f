package dev.pgmigrate.revision;

import dev.pgmigrate.MigrationException;
import java.nio.file.Path;

/** A file of the migrations' directory cannot be read or written. */
public final class MigrationDirectoryException extends MigrationException {
  private static final long serialVersionUID = 1L;

  /** A failure; the cause's words go into the message. */
  public MigrationDirectoryException(String what, Path path, Exception cause) {
    super(what + " " + path + ": " + cause, cause);
  }
}

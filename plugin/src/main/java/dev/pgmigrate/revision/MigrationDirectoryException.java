package dev.pgmigrate.revision;

import java.nio.file.Path;

/** A file of the migrations' directory cannot be read or written. */
public final class MigrationDirectoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Path path;

  /** A failure; the cause's words go into the message. */
  public MigrationDirectoryException(String what, Path path, Exception cause) {
    super(what + " " + path + ": " + cause, cause);
    this.path = path;
  }

  public Path path() {
    return path;
  }
}

package dev.pgmigrate.artifact;

import org.jspecify.annotations.Nullable;

/** An artifact cannot be had: it does not exist, or the build is offline. */
public final class ArtifactNotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ArtifactNotFoundException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

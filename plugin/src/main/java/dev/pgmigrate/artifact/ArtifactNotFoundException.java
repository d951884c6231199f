package dev.pgmigrate.artifact;

import dev.pgmigrate.EnvironmentException;
import org.jspecify.annotations.Nullable;

/** An artifact cannot be had: it does not exist, or the build is offline. */
public final class ArtifactNotFoundException extends EnvironmentException {
  private static final long serialVersionUID = 1L;

  public ArtifactNotFoundException(String fault, String advice, @Nullable Throwable cause) {
    super(fault, advice, cause);
  }
}

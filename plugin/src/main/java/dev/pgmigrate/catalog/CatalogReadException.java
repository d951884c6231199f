package dev.pgmigrate.catalog;

import dev.pgmigrate.EnvironmentException;
import org.jspecify.annotations.Nullable;

/** The catalog could not be read; the cause is the database's own word. */
public class CatalogReadException extends EnvironmentException {
  public CatalogReadException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The same, with what the user can do. */
  CatalogReadException(String fault, String advice, @Nullable Throwable cause) {
    super(fault, advice, cause);
  }
}

package dev.pgmigrate.catalog;

import org.jspecify.annotations.Nullable;

/** The catalog could not be read; the cause is the database's own word. */
public class CatalogReadException extends RuntimeException {
  public CatalogReadException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

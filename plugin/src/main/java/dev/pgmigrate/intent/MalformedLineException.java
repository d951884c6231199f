package dev.pgmigrate.intent;

import dev.pgmigrate.MigrationException;
import org.jspecify.annotations.Nullable;

/**
 * A line of model.lock, accepted.txt or drift.txt that cannot be read; the caller knows the file.
 */
public final class MalformedLineException extends MigrationException {
  private static final long serialVersionUID = 1;

  MalformedLineException(int line, String text, String fault, @Nullable String advice) {
    super(null, line, fault + ": " + text, advice, null);
  }
}

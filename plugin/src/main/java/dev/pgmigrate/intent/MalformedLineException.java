package dev.pgmigrate.intent;

import dev.pgmigrate.MigrationException;

/**
 * A line of model.lock, accepted.txt or drift.txt that cannot be read; the caller knows the file.
 */
public final class MalformedLineException extends MigrationException {
  private static final long serialVersionUID = 1;

  MalformedLineException(int line, String text, String why) {
    super(null, line, why + ": " + text, null, null);
  }
}

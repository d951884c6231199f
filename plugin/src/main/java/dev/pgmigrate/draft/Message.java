package dev.pgmigrate.draft;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.revision.RevisionMessage;

/** The message of a revision that is to be written: one line. */
public final class Message {
  private Message() {}

  /**
   * What was asked for, on one line.
   *
   * @throws MigrationException when no file can have it as its message
   */
  public static String of(String asked) {
    String message = asked.strip().replaceAll("\\s+", " ");
    RevisionMessage.fault(message)
        .ifPresent(
            fault -> {
              throw new MigrationException("Choose another -Dmessage: " + fault);
            });
    return message;
  }
}

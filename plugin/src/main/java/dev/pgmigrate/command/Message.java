package dev.pgmigrate.command;

import dev.pgmigrate.revision.RevisionMessage;

/** The message of a revision that is to be written: one line. */
final class Message {
  private Message() {}

  /**
   * What was asked for, on one line.
   *
   * @throws MigrationFailure when no file can have it as its message
   */
  static String of(String asked) {
    String message = asked.strip().replaceAll("\\s+", " ");
    RevisionMessage.fault(message)
        .ifPresent(
            fault -> {
              throw new MigrationFailure("Choose another -Dmessage: " + fault);
            });
    return message;
  }
}

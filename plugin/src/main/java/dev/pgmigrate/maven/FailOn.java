package dev.pgmigrate.maven;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.lint.Severity;

/** From which severity on findings fail the build. */
final class FailOn {
  private FailOn() {}

  /**
   * Reads {@code migrate.failOn} of the goals that give a verdict.
   *
   * @throws MigrationException when it is none of the three words
   */
  static Severity parse(String word) {
    return switch (word) {
      case "error" -> Severity.ERROR;
      case "warning" -> Severity.WARNING;
      case "note" -> Severity.NOTE;
      default ->
          throw new MigrationException(
              "migrate.failOn is " + word, "It can be error, warning or note.");
    };
  }
}

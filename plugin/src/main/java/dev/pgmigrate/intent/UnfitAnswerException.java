package dev.pgmigrate.intent;

import dev.pgmigrate.MigrationException;

/** An answer of -Dmigrate.rename or -Dmigrate.drop that fits nothing. */
public final class UnfitAnswerException extends MigrationException {
  private static final long serialVersionUID = 1;

  public UnfitAnswerException(String answer, String why) {
    super(answer + ": " + why);
  }

  /** The same, with what the user can do. */
  public UnfitAnswerException(String answer, String why, String advice) {
    super(answer + ": " + why, advice);
  }
}

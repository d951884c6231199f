package dev.pgmigrate.diff;

/** An answer of -Dmigrate.rename or -Dmigrate.drop that fits nothing. */
public final class UnfitAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnfitAnswerException(String answer, String why) {
    super(answer + ": " + why);
  }
}

package dev.pgmigrate.intent;

/** An answer of -Dmigrate.rename or -Dmigrate.drop that fits nothing. */
public final class UnfitAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnfitAnswerException(String answer, String why) {
    super(answer + ": " + why);
  }
}

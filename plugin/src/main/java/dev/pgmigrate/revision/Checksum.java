package dev.pgmigrate.revision;

import dev.pgmigrate.plan.Step;

/** What makes a step this step: it changes when the step would do something else. */
@SuppressWarnings("DoNotCallSuggester")
public final class Checksum {
  private Checksum() {}

  /**
   * A SHA-256 in hexadecimal over the step's tokens, its kind and options, and its revision's
   * phase. Comments, white space, line ends and the case of keywords are no part of it; literals
   * and function bodies are, to the letter.
   */
  public static String of(Step step, Revision.Phase phase) {
    throw new UnsupportedOperationException(step + phase.name());
  }
}

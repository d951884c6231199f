package dev.pgmigrate.lint;

/** How much a finding weighs, the least first. */
public enum Severity {
  NOTE,
  WARNING,
  ERROR;

  /** One less; a note stays a note. */
  Severity lighter() {
    return this == ERROR ? WARNING : NOTE;
  }

  /** One more; a note stays a note: what is no fault is none of a large table either. */
  Severity heavier() {
    return this == NOTE ? NOTE : ERROR;
  }
}

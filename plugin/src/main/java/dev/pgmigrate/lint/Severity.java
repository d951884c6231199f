package dev.pgmigrate.lint;

import org.apiguardian.api.API;

/** How much a finding weighs, the least first. */
@API(status = API.Status.EXPERIMENTAL)
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

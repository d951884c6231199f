package dev.pgmigrate.lint;

/** How much a finding weighs, the least first. */
public enum Severity {
  NOTE,
  WARNING,
  ERROR
}

package dev.pgmigrate.journal;

/** Which way a revision is taken. */
public enum Direction {
  UP,
  DOWN
}

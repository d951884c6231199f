package dev.pgmigrate.run;

/** Which way a revision is taken. */
public enum Direction {
  UP,
  DOWN
}

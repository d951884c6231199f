package dev.pgmigrate.journal;

import org.apiguardian.api.API;

/** Which way a revision is taken. */
@API(status = API.Status.EXPERIMENTAL)
public enum Direction {
  UP,
  DOWN
}

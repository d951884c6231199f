package dev.pgmigrate.change;

/** Where a change stands while the previous release still runs beside the new one. */
public enum Half {
  /** Both releases live with it: the previous one reads and writes every row that it could. */
  EXPAND,
  /** The previous release would trip over it, so it waits until none runs any more. */
  CONTRACT
}

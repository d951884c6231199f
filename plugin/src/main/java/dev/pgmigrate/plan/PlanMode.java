package dev.pgmigrate.plan;

import dev.pgmigrate.ddl.Features;

/**
 * How a plan is going to be applied.
 *
 * @param online whether existing tables are in use meanwhile; else all is one transaction
 * @param features what every server can do that it is going to be applied to
 */
public record PlanMode(boolean online, Features features) {
  /** While the application reads and writes. */
  public static PlanMode online(Features features) {
    return new PlanMode(true, features);
  }

  /** In one transaction: its statements are those that every server knows. */
  public static PlanMode atOnce() {
    return new PlanMode(false, new Features(0));
  }
}

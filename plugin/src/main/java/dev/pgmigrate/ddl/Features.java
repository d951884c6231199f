package dev.pgmigrate.ddl;

/**
 * What a server can do that an older one cannot: each form of a newer PostgreSQL is asked for here,
 * by its name.
 *
 * @param major the oldest major version that the SQL is for
 */
public record Features(int major) {
  /** A NOT NULL can be added NOT VALID, and be validated under a lock that blocks no writer. */
  public boolean notNullNotValid() {
    return major >= 18;
  }

  /** A view can ask for the rights of whoever reads it. */
  public boolean securityInvoker() {
    return major >= 15;
  }

  /** What both of two servers can do. */
  public Features and(Features other) {
    return new Features(Math.min(major, other.major));
  }
}

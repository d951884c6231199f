package dev.pgmigrate.lint;

import org.apiguardian.api.API;

/** The modes of a table lock, the weakest first; names as in {@code pg_locks.mode}. */
@API(status = API.Status.EXPERIMENTAL)
public enum LockMode {
  ACCESS_SHARE("AccessShareLock"),
  ROW_SHARE("RowShareLock"),
  ROW_EXCLUSIVE("RowExclusiveLock"),
  SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock"),
  SHARE("ShareLock"),
  SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock"),
  EXCLUSIVE("ExclusiveLock"),
  ACCESS_EXCLUSIVE("AccessExclusiveLock");

  private final String catalogName;

  LockMode(String catalogName) {
    this.catalogName = catalogName;
  }

  /**
   * The mode that the catalog calls so.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static LockMode of(String catalogName) {
    for (LockMode mode : values()) {
      if (mode.catalogName.equals(catalogName)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("No lock mode: " + catalogName);
  }

  /** Whether INSERT, UPDATE and DELETE of others wait. */
  public boolean blocksWrites() {
    return compareTo(SHARE) >= 0;
  }

  /** Whether SELECT of others waits, too. */
  public boolean blocksReads() {
    return this == ACCESS_EXCLUSIVE;
  }

  /** As the documentation of PostgreSQL writes it, e.g. {@code ACCESS EXCLUSIVE}. */
  public String words() {
    return name().replace('_', ' ');
  }
}

package dev.pgmigrate.catalog;

/** The server is older than any PostgreSQL that the reader knows. */
public class UnsupportedServerException extends CatalogReadException {
  private final int serverVersion;

  public UnsupportedServerException(int serverVersion) {
    super(
        "the server is PostgreSQL "
            + serverVersion / 10_000
            + ", and its catalog cannot be read: PostgreSQL 14 is the oldest that works",
        "Upgrade the server.",
        null);
    this.serverVersion = serverVersion;
  }

  /** As server_version_num: 120022. */
  public int serverVersion() {
    return serverVersion;
  }
}

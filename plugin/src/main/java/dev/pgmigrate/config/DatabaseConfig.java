package dev.pgmigrate.config;

import org.jspecify.annotations.Nullable;

/**
 * The database that the settings name.
 *
 * @param url {@code jdbc:postgresql:...}
 * @param username null: the URL's, or the user of the operating system
 * @param password null: the URL's, or that of {@code ~/.pgpass}; never printed
 * @param because what made us choose it: {@code from MIGRATE_URL}
 */
public record DatabaseConfig(
    String url,
    @Nullable String username,
    @Nullable String password,
    Origin origin,
    String because) {
  /** The database that a program names, such as a test. */
  public static DatabaseConfig of(
      String url, @Nullable String username, @Nullable String password) {
    return new DatabaseConfig(url, username, password, Origin.PARAMETERS, "as the caller says");
  }

  /** One line for a person, without any secret. */
  public String describe() {
    String user = username == null ? "" : " as " + username;
    return JdbcUrl.withoutSecrets(url) + user + ", " + because;
  }

  @Override
  public String toString() {
    return "DatabaseConfig[" + describe() + "]";
  }
}

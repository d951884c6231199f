package dev.pgmigrate.config;

import dev.pgmigrate.jdbc.JdbcUrl;
import dev.pgmigrate.jdbc.Secret;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The database that the settings name.
 *
 * @param url where it is
 * @param username null: the URL's, or the user of the operating system
 * @param password null: the URL's, or that of {@code ~/.pgpass}
 * @param because what made us choose it: {@code from MIGRATE_URL}
 */
@API(status = API.Status.EXPERIMENTAL)
public record DatabaseConfig(
    JdbcUrl url,
    @Nullable String username,
    @Nullable Secret password,
    Origin origin,
    String because) {
  /** The database that a program names, such as a test. */
  public static DatabaseConfig of(
      String url, @Nullable String username, @Nullable String password) {
    return new DatabaseConfig(
        JdbcUrl.of(url), username, Secret.of(password), Origin.PARAMETERS, "as the caller says");
  }

  /** One line for a person, without any secret. */
  public String describe() {
    String user = username == null ? "" : " as " + username;
    return url + user + ", " + because;
  }

  @Override
  public String toString() {
    return "DatabaseConfig[" + describe() + "]";
  }
}

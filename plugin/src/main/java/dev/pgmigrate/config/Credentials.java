package dev.pgmigrate.config;

import dev.pgmigrate.jdbc.JdbcUrl;
import dev.pgmigrate.jdbc.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and who connects, each of it as far as one source says it.
 *
 * @param url null where the source does not say
 * @param username null where the source does not say
 * @param password null where the source does not say
 */
public record Credentials(
    @Nullable JdbcUrl url, @Nullable String username, @Nullable Secret password) {
  /** Nothing said. */
  public static final Credentials NONE = new Credentials(null, null, null);

  /** Empty is unsaid: a property that resolves to nothing, a variable set to "". */
  public static Credentials of(
      @Nullable String url, @Nullable String username, @Nullable String password) {
    String said = said(url);
    return new Credentials(
        said == null ? null : JdbcUrl.of(said), said(username), Secret.of(said(password)));
  }

  /** What this source does not say, another one does. */
  Credentials or(Credentials other) {
    return new Credentials(
        url == null ? other.url : url,
        username == null ? other.username : username,
        password == null ? other.password : password);
  }

  static Credentials of(Map<String, String> environment) {
    return of(
        environment.get("MIGRATE_URL"),
        environment.get("MIGRATE_USERNAME"),
        environment.get("MIGRATE_PASSWORD"));
  }

  boolean empty() {
    return url == null && username == null && password == null;
  }

  @Override
  public String toString() {
    return "Credentials[" + (url == null ? "" : url) + "]";
  }

  private static @Nullable String said(@Nullable String value) {
    return value == null || value.isBlank() ? null : value;
  }
}

package dev.pgmigrate.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and who connects, each of it as far as one source says it.
 *
 * @param url null where the source does not say
 * @param username null where the source does not say
 * @param password null where the source does not say; never printed
 */
public record Credentials(
    @Nullable String url, @Nullable String username, @Nullable String password) {
  /** Nothing said. */
  public static final Credentials NONE = new Credentials(null, null, null);

  /** Empty is unsaid: a property that resolves to nothing, a variable set to "". */
  public Credentials {
    url = said(url);
    username = said(username);
    password = said(password);
  }

  /** What this source does not say, another one does. */
  Credentials or(Credentials other) {
    return new Credentials(
        url == null ? other.url : url,
        username == null ? other.username : username,
        password == null ? other.password : password);
  }

  static Credentials of(Map<String, String> environment) {
    return new Credentials(
        environment.get("MIGRATE_URL"),
        environment.get("MIGRATE_USERNAME"),
        environment.get("MIGRATE_PASSWORD"));
  }

  boolean empty() {
    return url == null && username == null && password == null;
  }

  @Override
  public String toString() {
    return "Credentials[" + (url == null ? "" : JdbcUrl.withoutSecrets(url)) + "]";
  }

  private static @Nullable String said(@Nullable String value) {
    return value == null || value.isBlank() ? null : value;
  }
}

package dev.pgmigrate.jdbc;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A password. It is compared, handed to the driver, and never printed. */
@API(status = API.Status.EXPERIMENTAL)
public final class Secret {
  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /** The secret of this text; null where there is none. */
  public static @Nullable Secret of(@Nullable String text) {
    return text == null ? null : new Secret(text);
  }

  /** For whoever logs in with it; never for a message. */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret && secret.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}

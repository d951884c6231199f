package dev.pgmigrate.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The page of a warning that stands in a revision, for the person who reads it there: the
 * documentation's, which is in the jar, too. Where a rule has the same id, its page serves.
 *
 * @param markdown all of it
 */
public record WarningPage(String markdown) {
  /** The page of this warning; empty where there is none. */
  public static Optional<WarningPage> of(String id) {
    try (InputStream page = WarningPage.class.getResourceAsStream("warnings/" + id + ".md")) {
      return page == null
          ? Optional.empty()
          : Optional.of(new WarningPage(new String(page.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.pgmigrate.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** SQL that stands in a file of its own. */
public final class SqlResource {
  private SqlResource() {}

  /**
   * The text of {@code <name>.sql}.
   *
   * @param owner the class in whose package it is
   */
  public static String text(Class<?> owner, String name) {
    String file = name + ".sql";
    try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}

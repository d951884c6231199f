package com.acme;

import jakarta.persistence.AttributeConverter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Leaves a trace of each process in which Hibernate makes one. */
public class LowerCase implements AttributeConverter<String, String> {
  public LowerCase() {
    try {
      Files.writeString(
          Path.of("target/read-by.txt"),
          ProcessHandle.current().pid() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String convertToDatabaseColumn(String value) {
    return value == null ? null : value.toLowerCase(Locale.ROOT);
  }

  @Override
  public String convertToEntityAttribute(String value) {
    return value;
  }
}

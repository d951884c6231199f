package dev.pgmigrate.maven;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** Where a goal writes what was asked for: a file, or standard output without decoration. */
record Output(@Nullable File file, Log log) {
  void write(List<String> lines) {
    try {
      if (file != null) {
        Path path = file.toPath().toAbsolutePath();
        Files.createDirectories(path.getParent());
        Files.write(path, lines);
        log.info("Wrote " + path);
      } else if (!lines.isEmpty()) {
        // Past System.out, which Maven 4 decorates.
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        new FileOutputStream(FileDescriptor.out).write(text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the output: " + e.getMessage(), e);
    }
  }
}

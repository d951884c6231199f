package dev.pgmigrate.fingerprint;

import dev.pgmigrate.thread.BackgroundTask;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

/** The digests of files by their content. */
final class Contents {
  private static final int BUFFER = 1 << 16;

  private final List<Path> files;
  private final List<Optional<String>> digests;
  private final AtomicInteger next = new AtomicInteger();

  private Contents(List<Path> files) {
    this.files = files;
    this.digests = new ArrayList<>(Collections.nCopies(files.size(), Optional.empty()));
  }

  /** In the order of the files; empty for one that cannot be read. */
  static List<Optional<String>> of(List<Path> files) {
    Contents contents = new Contents(files);
    if (files.size() > 1) {
      // Not the common pool: its threads would keep the class loader of the plugin.
      BackgroundTask<?> half =
          BackgroundTask.start("migrate-files", Executors.callable(contents::read));
      contents.read();
      half.get();
    } else {
      contents.read();
    }
    return contents.digests;
  }

  private void read() {
    for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
      try {
        digests.set(i, Optional.of(digest(files.get(i)).hex()));
      } catch (IOException e) {
        digests.set(i, Optional.empty());
      }
    }
  }

  /**
   * An archive counts by two checksums and its length, all else by SHA-256. The checksums are
   * native code from the first byte on, and a SHA-256 of 20 MB takes a second before it is
   * compiled.
   */
  private static Digest digest(Path file) throws IOException {
    boolean archive = isArchive(file);
    Digest digest = new Digest();
    Checksum crc = new CRC32();
    Checksum adler = new Adler32();
    long length = 0;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (archive) {
          crc.update(buffer, 0, n);
          adler.update(buffer, 0, n);
          length += n;
        } else {
          digest.bytes(buffer, n);
        }
      }
    }
    return archive ? digest.texts("" + length, "" + crc.getValue(), "" + adler.getValue()) : digest;
  }

  private static boolean isArchive(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jar") || name.endsWith(".zip");
  }
}

package dev.pgmigrate.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

/** The digests of files by their content. */
final class Contents {
  private static final int BUFFER = 1 << 16;
  private static final int SMALL = 1 << 18;

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
    // Not the common pool: its threads would keep the class loader of the plugin.
    FutureTask<Boolean> half = new FutureTask<>(contents::read, true);
    if (files.size() > 1) {
      new Thread(half, "migrate-files").start();
    } else {
      half.run();
    }
    contents.read();
    try {
      half.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while files were read", e);
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
   * What people and compilers write, by SHA-256. A library, by two checksums and its length: they
   * are native code from the first byte on, and a SHA-256 of 20 MB takes a second before it is
   * compiled.
   */
  private static Digest digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(SMALL);
      if (start.length < SMALL) {
        return new Digest().bytes(start);
      }
      Checksum crc = new CRC32();
      Checksum adler = new Adler32();
      crc.update(start);
      adler.update(start);
      long length = start.length;
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        crc.update(buffer, 0, n);
        adler.update(buffer, 0, n);
        length += n;
      }
      return new Digest().texts("" + length, "" + crc.getValue(), "" + adler.getValue());
    }
  }
}

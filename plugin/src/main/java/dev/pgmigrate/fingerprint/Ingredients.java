package dev.pgmigrate.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * All that a run is made of: each ingredient has a name and the digest of its content. Two runs
 * with equal ingredients have equal results.
 */
public final class Ingredients {
  private static final int BUFFER = 1 << 16;
  private static final int SMALL = 1 << 18;

  private final Map<String, String> digests = new LinkedHashMap<>();
  private @Nullable String refusal;

  /** Adds texts. An absent one is another than an empty one. */
  public Ingredients add(String name, @Nullable String... texts) {
    return put(name, new Digest().texts(texts));
  }

  /** Adds a list in its order. */
  public Ingredients add(String name, List<String> texts) {
    return add(name, texts.toArray(String[]::new));
  }

  /** Adds pairs, whatever their order. */
  public Ingredients add(String name, Map<String, String> pairs) {
    Digest digest = new Digest();
    new TreeMap<>(pairs).forEach((key, value) -> digest.texts(key, value));
    return put(name, digest);
  }

  /** Adds what is at these places ({@link #place} of each), and their order. */
  public Ingredients places(String name, List<Path> places) {
    List<Ingredients> read = new ArrayList<>(Collections.nCopies(places.size(), this));
    // Hashing is all that takes time here.
    IntStream.range(0, places.size())
        .parallel()
        .forEach(i -> read.set(i, new Ingredients().place(places.get(i))));
    read.forEach(this::addAll);
    return add(name, places.stream().map(Path::toString).toList());
  }

  /** Adds a file, or every file below a folder, by content; that there is nothing counts, too. */
  public Ingredients place(Path place) {
    try {
      if (Files.isDirectory(place)) {
        for (Path file : filesBelow(place)) {
          put(file.toString(), content(file));
        }
        return this;
      }
      return Files.exists(place)
          ? put(place.toString(), content(place))
          : add(place.toString(), (String) null);
    } catch (IOException e) {
      return refuse(place + " cannot be read: " + e.getMessage());
    }
  }

  /** Adds those of another collection. */
  public Ingredients addAll(Ingredients others) {
    digests.putAll(others.digests);
    return others.refusal == null ? this : refuse(others.refusal);
  }

  /** Says that something belongs to the run whose content is not known. */
  public Ingredients refuse(String why) {
    refusal = refusal == null ? why : refusal;
    return this;
  }

  /** Why nothing can be kept by them; empty: it can. */
  public Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** One digest of all. */
  public String digest() {
    Digest all = new Digest();
    digests.forEach((name, digest) -> all.texts(name, digest));
    return all.hex();
  }

  /** The digest of each, by its name, in the order in which they were added. */
  Map<String, String> digests() {
    return Collections.unmodifiableMap(digests);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ingredients ingredients && ingredients.digests.equals(digests);
  }

  @Override
  public int hashCode() {
    return digests.hashCode();
  }

  @Override
  public String toString() {
    return "Ingredients" + digests.keySet();
  }

  private Ingredients put(String name, Digest digest) {
    digests.put(name, digest.hex());
    return this;
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * What people and compilers write, by SHA-256. A library, by two checksums and its length: they
   * are native code from the first byte on, and a SHA-256 of 20 MB takes a second before it is
   * compiled.
   */
  private static Digest content(Path file) throws IOException {
    long size = Files.size(file);
    if (size <= SMALL) {
      return new Digest().bytes(Files.readAllBytes(file));
    }
    Checksum crc = new CRC32();
    Checksum adler = new Adler32();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        crc.update(buffer, 0, n);
        adler.update(buffer, 0, n);
      }
    }
    return new Digest().texts("" + size, "" + crc.getValue(), "" + adler.getValue());
  }
}

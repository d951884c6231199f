package dev.pgmigrate.fingerprint;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that a run is made of: each ingredient has a name and the digest of its content. Two runs
 * with equal ingredients have equal results.
 */
public final class Ingredients {
  private final Map<String, String> digests = new LinkedHashMap<>();
  private final Set<String> secrets = new HashSet<>();
  private @Nullable String refusal;

  /** Adds texts. An absent one is another than an empty one. */
  public Ingredients add(String name, @Nullable String... texts) {
    return put(name, new Digest().texts(texts));
  }

  /** Adds a list in its order. */
  public Ingredients add(String name, List<String> texts) {
    return add(name, texts.toArray(String[]::new));
  }

  /** Adds texts among which may be a password: only the digest of all tells of them. */
  public Ingredients secret(String name, @Nullable String... texts) {
    secrets.add(name);
    return add(name, texts);
  }

  /** The same for a list in its order. */
  public Ingredients secret(String name, List<String> texts) {
    return secret(name, texts.toArray(String[]::new));
  }

  /** The same for pairs, whatever their order. */
  public Ingredients secret(String name, Map<String, String> pairs) {
    secrets.add(name);
    Digest digest = new Digest();
    new TreeMap<>(pairs).forEach((key, value) -> digest.texts(key, value));
    return put(name, digest);
  }

  /** Adds what is at these places ({@link #place} of each), and their order. */
  public Ingredients places(String name, List<Path> places) {
    List<Path> files = new ArrayList<>();
    try {
      for (Path place : places) {
        files.addAll(filesAt(place));
      }
    } catch (IOException e) {
      return refuse("A place cannot be read: " + e);
    }
    List<Optional<String>> contents = Contents.of(files);
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      contents
          .get(i)
          .ifPresentOrElse(
              digest -> digests.put(file.toString(), digest),
              () -> refuse(file + " cannot be read"));
    }
    return add(name, places.stream().map(Path::toString).toList());
  }

  /** Adds a file, or every file below a folder, by content; that there is nothing counts, too. */
  public Ingredients place(Path place) {
    return places("the place " + place, List.of(place));
  }

  /** Adds those of another collection. */
  public Ingredients addAll(Ingredients others) {
    digests.putAll(others.digests);
    secrets.addAll(others.secrets);
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

  /** The names of those that may hold a password. */
  Set<String> secrets() {
    return Collections.unmodifiableSet(secrets);
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

  /** The file itself, or those below the folder; nothing where nothing is. */
  private static List<Path> filesAt(Path place) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.exists(place)) {
      Files.walkFileTree(
          place,
          Set.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile()) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    }
    Collections.sort(files);
    return files;
  }
}

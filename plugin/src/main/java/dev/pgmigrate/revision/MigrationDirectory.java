package dev.pgmigrate.revision;

import dev.pgmigrate.thread.BackgroundTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The directory that holds the migrations, and model.lock and accepted.txt beside them. A directory
 * that does not exist is an empty one, and is made when something is written.
 */
public final class MigrationDirectory {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuuMMddHHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Pattern NAME = Pattern.compile("[0-9]{12}_[0-9a-f]{12}_.*\\.sql");

  /** So many files are read and parsed in two threads: a JVM that has just begun is slow at it. */
  private static final int MANY = 50;

  private final Path path;

  public MigrationDirectory(Path path) {
    this.path = path;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /**
   * All revisions, those in folders below it too, sorted by path.
   *
   * @throws RevisionFormatException when a file is no migration, or two files have one id
   * @throws MigrationDirectoryException when a file cannot be read
   */
  public List<MigrationFile> read() {
    List<Path> paths = sqlFiles();
    List<MigrationFile> files = paths.size() < MANY ? parsed(paths) : parsedInHalves(paths);
    Map<String, Path> ids = new HashMap<>();
    for (MigrationFile file : files) {
      Path other = ids.put(file.revision().id(), file.path());
      if (other != null) {
        throw new RevisionFormatException(
            file.path(),
            0,
            "revision " + file.revision().id() + " is also in " + other,
            "Delete the copy, or give it its own id.");
      }
    }
    return files;
  }

  private static List<MigrationFile> parsed(List<Path> paths) {
    return paths.stream()
        .map(path -> new MigrationFile(path, RevisionParser.parse(path, text(path))))
        .toList();
  }

  private static List<MigrationFile> parsedInHalves(List<Path> paths) {
    int middle = paths.size() / 2;
    BackgroundTask<List<MigrationFile>> second =
        BackgroundTask.start(
            "migrate-revisions", () -> parsed(paths.subList(middle, paths.size())));
    try {
      List<MigrationFile> first = parsed(paths.subList(0, middle));
      return Stream.concat(first.stream(), second.get().stream()).toList();
    } finally {
      second.await();
    }
  }

  /** Whether there is any; none is read. */
  public boolean hasRevisions() {
    return !sqlFiles().isEmpty();
  }

  /** The name of the oldest file that is named as {@link #fileName} does; none is read. */
  public Optional<String> oldestName() {
    return sqlFiles().stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> NAME.matcher(name).matches())
        .min(Comparator.naturalOrder());
  }

  /** {@code <yyyyMMddHHmm>_<revision>_<slug>.sql}, the time in UTC. */
  public static String fileName(Revision revision) {
    return MINUTES.format(revision.created())
        + "_"
        + revision.id()
        + "_"
        + Slug.of(revision.message())
        + ".sql";
  }

  /**
   * Writes a revision into a file of its own.
   *
   * @throws MigrationDirectoryException when it cannot be written; then there is no file
   */
  public Path write(Revision revision) {
    String name = fileName(revision);
    writeAll(Map.of(name, newText(revision)));
    return path.resolve(name);
  }

  /**
   * The text of a file that is to be written, which is one that a checkout can read.
   *
   * @throws RevisionFormatException when it is not, with the file as it would be called
   */
  public static String newText(Revision revision) {
    return newText(revision, List.of());
  }

  /**
   * The same with remarks about the revision as a whole in its head.
   *
   * @throws RevisionFormatException as without them
   */
  public static String newText(Revision revision, List<String> remarks) {
    String text = RevisionWriter.write(revision, remarks);
    RevisionParser.parse(Path.of(fileName(revision)), text);
    return text;
  }

  /**
   * The text of a file, with line feeds only; empty when there is no such file.
   *
   * @throws MigrationDirectoryException when it cannot be read
   */
  public Optional<String> readText(String name) {
    Path file = path.resolve(name);
    return Files.exists(file) ? Optional.of(text(file).replace("\r\n", "\n")) : Optional.empty();
  }

  /**
   * Writes a file of these lines, whole or not at all.
   *
   * @throws MigrationDirectoryException when it cannot be written; a file that was there stays
   */
  public void writeText(String name, List<String> lines) {
    writeAll(Map.of(name, lines.stream().map(line -> line + "\n").collect(Collectors.joining())));
  }

  /**
   * Writes several files, name to text, in the map's order. Nothing appears under its name before
   * all of it is on the disk.
   *
   * @throws MigrationDirectoryException when one cannot be written; then all are as they were
   */
  public void writeAll(Map<String, String> files) {
    Map<Path, Path> temporary = new LinkedHashMap<>();
    Map<Path, Optional<byte[]>> replaced = new LinkedHashMap<>();
    Path current = path;
    try {
      Files.createDirectories(path);
      for (Map.Entry<String, String> file : files.entrySet()) {
        current = path.resolve(file.getKey());
        Path beside =
            current.resolveSibling("." + current.getFileName() + "." + UUID.randomUUID() + ".tmp");
        temporary.put(current, beside);
        Files.writeString(beside, file.getValue(), StandardOpenOption.CREATE_NEW);
      }
      for (Map.Entry<Path, Path> each : temporary.entrySet()) {
        current = each.getKey();
        Optional<byte[]> before =
            Files.isRegularFile(current)
                ? Optional.of(Files.readAllBytes(current))
                : Optional.empty();
        Files.move(each.getValue(), current, StandardCopyOption.ATOMIC_MOVE);
        replaced.put(current, before);
      }
    } catch (IOException e) {
      MigrationDirectoryException failure =
          new MigrationDirectoryException("cannot write", current, e);
      temporary.values().forEach(file -> deleteAfter(failure, file));
      replaced.forEach((file, before) -> restoreAfter(failure, file, before));
      throw failure;
    }
  }

  /**
   * Writes several files, name to text, in the place of others.
   *
   * @param others files of the directory
   * @param kept the directory that they are moved to; nothing is lost
   * @return where they are now
   * @throws MigrationDirectoryException when something cannot be written or moved; then all are as
   *     they were
   */
  public List<Path> replaceAll(List<Path> others, Path kept, Map<String, String> files) {
    Map<Path, Path> moved = new LinkedHashMap<>();
    Path current = kept;
    try {
      Files.createDirectories(kept);
      for (Path other : others) {
        current = other;
        Path there = kept.resolve(path.toAbsolutePath().relativize(other.toAbsolutePath()));
        Files.createDirectories(there.getParent());
        Files.move(other, there, StandardCopyOption.REPLACE_EXISTING);
        moved.put(other, there);
      }
      writeAll(files);
      return List.copyOf(moved.values());
    } catch (IOException e) {
      throw movedBack(moved, new MigrationDirectoryException("cannot move", current, e));
    } catch (MigrationDirectoryException e) {
      throw movedBack(moved, e);
    }
  }

  private static MigrationDirectoryException movedBack(
      Map<Path, Path> moved, MigrationDirectoryException because) {
    moved.forEach(
        (from, there) -> {
          try {
            Files.move(there, from);
          } catch (IOException e) {
            because.addSuppressed(e);
          }
        });
    return because;
  }

  private static void restoreAfter(
      MigrationDirectoryException failure, Path file, Optional<byte[]> before) {
    try {
      if (before.isPresent()) {
        Files.write(file, before.get());
      } else {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static void deleteAfter(MigrationDirectoryException failure, Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private List<Path> sqlFiles() {
    if (!Files.exists(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.find(path, Integer.MAX_VALUE, MigrationDirectory::isSql)) {
      return files.sorted(Comparator.comparing(Path::toString)).toList();
    } catch (IOException | UncheckedIOException e) {
      throw new MigrationDirectoryException("cannot read", path, e);
    }
  }

  private static boolean isSql(Path file, BasicFileAttributes found) {
    return file.toString().endsWith(".sql")
        && (found.isRegularFile() || (found.isSymbolicLink() && Files.isRegularFile(file)));
  }

  /**
   * Writes another text into a file of the directory, whole or not at all.
   *
   * @throws MigrationDirectoryException when it cannot be written; then it is as it was
   */
  public void rewrite(Path file, String text) {
    writeAll(Map.of(path.toAbsolutePath().relativize(file.toAbsolutePath()).toString(), text));
  }

  /**
   * The text of a file as it is, line ends and all.
   *
   * @throws MigrationDirectoryException when it cannot be read
   */
  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new RevisionFormatException(file, 0, "the file is not UTF-8", "Save it as UTF-8.");
    } catch (IOException e) {
      throw new MigrationDirectoryException("cannot read", file, e);
    }
  }
}

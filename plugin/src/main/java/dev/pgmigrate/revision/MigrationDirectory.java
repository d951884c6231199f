package dev.pgmigrate.revision;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The directory that holds the migrations, and model.lock and accepted.txt beside them. A directory
 * that does not exist is an empty one, and is made when something is written.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class MigrationDirectory {
  private final Path path;

  public MigrationDirectory(Path path) {
    this.path = path;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /**
   * All revisions, sorted by file name.
   *
   * @throws RevisionFormatException when a file is no migration, or two files have one id
   * @throws MigrationDirectoryException when a file cannot be read
   */
  public List<MigrationFile> read() {
    throw new UnsupportedOperationException();
  }

  /** {@code <yyyyMMddHHmm>_<revision>_<slug>.sql}, the time in UTC. */
  public static String fileName(Revision revision) {
    throw new UnsupportedOperationException(revision.id());
  }

  /**
   * Writes a revision into a file of its own.
   *
   * @throws MigrationDirectoryException when it cannot be written; then there is no file
   */
  public Path write(Revision revision) {
    throw new UnsupportedOperationException(revision.id());
  }

  /** The text of a file, with line feeds only; empty when there is no such file. */
  public Optional<String> readText(String name) {
    throw new UnsupportedOperationException(name);
  }

  /** Writes a file of these lines, whole or not at all. */
  public void writeText(String name, List<String> lines) {
    throw new UnsupportedOperationException(name + lines);
  }

  /**
   * Writes several files, name to text, in the map's order. Nothing appears under its name before
   * all of it is on the disk.
   *
   * @throws MigrationDirectoryException when one cannot be written
   */
  public void writeAll(Map<String, String> files) {
    throw new UnsupportedOperationException(files.toString());
  }
}

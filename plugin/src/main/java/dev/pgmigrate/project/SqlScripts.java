package dev.pgmigrate.project;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.sql.Splitter;
import dev.pgmigrate.sql.SqlSyntaxException;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.UnseenCharacters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** SQL files of the user that state a schema: one file, or a folder. */
public final class SqlScripts {
  /** What pg_dump writes for psql alone, around a dump. */
  private static final Pattern RESTRICT = Pattern.compile("(?m)^\\\\(?:un)?restrict [A-Za-z0-9]+$");

  private SqlScripts() {}

  /** One file and its statements. */
  public record Script(Path path, List<Statement> statements) {}

  /**
   * The scripts at a path: the file itself, or all {@code .sql} files below the folder in the order
   * of their paths; none if there is no such path.
   *
   * @throws MigrationException if a file cannot be split into statements
   */
  public static List<Script> read(Path path) {
    if (Files.isRegularFile(path)) {
      return List.of(script(path));
    }
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".sql"))
          .filter(Files::isRegularFile)
          .sorted()
          .map(SqlScripts::script)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + path, e);
    }
  }

  private static Script script(Path path) {
    try {
      String text = Files.readString(path);
      Optional<SqlSyntaxException> unseen =
          UnseenCharacters.nul(text).or(() -> UnseenCharacters.direction(text));
      if (unseen.isPresent()) {
        throw unseen.get();
      }
      // Its line stays, so that all others keep their numbers.
      return new Script(path, Splitter.split(RESTRICT.matcher(text).replaceAll("")));
    } catch (SqlSyntaxException e) {
      throw new MigrationException(path, e.line(), e.fault(), e.advice(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path + ": it must be UTF-8 text", e);
    }
  }
}

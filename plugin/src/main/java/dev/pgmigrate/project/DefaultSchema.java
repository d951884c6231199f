package dev.pgmigrate.project;

import dev.pgmigrate.sql.DefaultNamespace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The schema of names without a schema, and of our own tables: one for a project. A small file of
 * the migrations folder records it, so that it depends neither on the user nor on the database.
 *
 * @param name the schema
 * @param because the reason, for people; null if nothing stated it
 */
public record DefaultSchema(String name, @Nullable String because) {
  static final String FILE = "default-schema.txt";

  /** For the console; empty if it is public by default. */
  public Optional<String> line() {
    return because == null
        ? Optional.empty()
        : Optional.of("Default schema: %s, %s".formatted(name, because));
  }

  static DefaultSchema usual() {
    return new DefaultSchema(DefaultNamespace.USUAL, null);
  }

  /** What the folder records. Revisions beside which nothing is recorded are for public. */
  static Optional<String> recorded(Path migrations) {
    return RecordedLine.in(migrations, FILE).map(RecordedLine::text);
  }

  /** The file to write with a revision of this project; empty if the file already records it. */
  public static Map<String, String> toWrite(Project project) {
    String name = DefaultNamespace.name();
    return recorded(project.migrations()).orElse(DefaultNamespace.USUAL).equals(name)
        ? Map.of()
        : Map.of(
            FILE,
            """
            # Names without a schema, in the revisions of this folder, are in this schema.
            # Commit this file. To change it: mvn migrate:revision -Dmigrate.schema=..
            %s
            """
                .formatted(name));
  }
}

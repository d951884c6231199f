package dev.pgmigrate.project;

import dev.pgmigrate.sql.DefaultNamespace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where names without a schema are, and our own tables: one decision for a project. It stands in a
 * small file of the migrations folder, so that it does not depend on who asks which database.
 *
 * @param name the schema
 * @param because what made us choose it, for a person; null: nobody said anything
 */
public record DefaultSchema(String name, @Nullable String because) {
  static final String FILE = "default-schema.txt";

  /** For the console; empty: public, and nobody said so. */
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

  /** The file to write with a revision of this project; empty when it says so already. */
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

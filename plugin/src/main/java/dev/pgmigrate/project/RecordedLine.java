package dev.pgmigrate.project;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.revision.MigrationDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a small file beside the revisions records: one line, and comments.
 *
 * @param number of the line, from 1
 */
record RecordedLine(int number, String text) {
  /** Empty where there is no such file, or nothing but comments in it. */
  static Optional<RecordedLine> in(Path migrations, String file) {
    List<String> lines =
        new MigrationDirectory(migrations)
            .readText(file).stream()
                // An editor on Windows may have put a byte order mark there.
                .map(text -> text.startsWith("\uFEFF") ? text.substring(1) : text)
                .flatMap(String::lines)
                .toList();
    List<RecordedLine> recorded =
        IntStream.range(0, lines.size())
            .mapToObj(i -> new RecordedLine(i + 1, lines.get(i).strip()))
            .filter(line -> !line.text.isEmpty() && !line.text.startsWith("#"))
            .toList();
    if (recorded.size() > 1) {
      throw new MigrationException(
          migrations.resolve(file),
          recorded.get(1).number,
          "a second value, '" + recorded.get(1).text + "'.",
          "The file records one value: delete the others.",
          null);
    }
    return recorded.stream().findFirst();
  }
}

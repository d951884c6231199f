package dev.pgmigrate.output;

import dev.pgmigrate.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Writes a verdict in all its forms, each module into its own {@code target/migrate}. */
public final class OutputFiles {
  private static final List<Form> FORMS =
      List.of(
          new VerifyJson(),
          new Sarif(),
          new JunitXml(),
          new GitLabQuality(),
          new VerifyMarkdown(),
          new VerifyHtml());

  private OutputFiles() {}

  /** Where {@link #write} puts them. */
  public static List<Path> of(Project project) {
    return FORMS.stream().map(form -> project.work().resolve(form.file())).toList();
  }

  /**
   * Removes what an earlier run wrote: where this one ends early, nobody takes that for its result.
   *
   * @param work the folder that they are in
   * @throws UncheckedIOException when a file cannot be removed
   */
  public static void remove(Path work) {
    for (Form form : FORMS) {
      Path file = work.resolve(form.file());
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw failure("removed", file, e);
      }
    }
  }

  /**
   * Writes all files; each is there as a whole or not at all.
   *
   * @return the files, in the order of the documentation
   * @throws UncheckedIOException when one cannot be written
   */
  public static List<Path> write(Outcome outcome) {
    List<Path> written = new ArrayList<>();
    for (Form form : FORMS) {
      Path file = outcome.project().work().resolve(form.file());
      try {
        write(file, form.text(outcome));
      } catch (IOException e) {
        throw failure("written", file, e);
      }
      written.add(file);
    }
    return written;
  }

  /**
   * Another build may write the same file: the last one wins as a whole. The file gets the usual
   * rights, unlike a temporary one: whoever collects it is often another user.
   */
  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Path fresh = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".new");
    try {
      Files.writeString(fresh, text, StandardOpenOption.CREATE_NEW);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static UncheckedIOException failure(String done, Path file, IOException e) {
    return new UncheckedIOException(
        file + " could not be " + done + ". Is its folder writable, is the disk full? " + e, e);
  }
}

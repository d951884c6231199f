package dev.pgmigrate.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A Chromium without a window, where there is one. */
public final class Browser {
  /**
   * What it made of a page.
   *
   * @param dom the finished document
   * @param complaints what it wrote to its console
   */
  public record Shown(String dom, List<String> complaints) {}

  private final Path program;
  private final Path folder;

  private Browser(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** The one on the path of programs; without one the test is skipped. */
  public static Browser in(Path folder) {
    Optional<Path> program =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .flatMap(
                place ->
                    Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(place, name)))
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(program.isPresent(), "There is no Chromium on the PATH.");
    return new Browser(program.orElseThrow(), folder);
  }

  /** Opens it, in a frame of this width. */
  public Shown open(Path page, int width) {
    try {
      Path frame =
          Files.writeString(
              folder.resolve("frame.html"),
              """
              <!DOCTYPE html><iframe id="f" src="%s" style="width:%dpx;height:900px;border:0"></iframe>
              <script>
              onload = () => {
                const inner = document.getElementById('f').contentDocument;
                const root = inner.documentElement;
                root.dataset.overflow = root.scrollWidth - root.clientWidth;
                document.body.append(inner.importNode(root, true));
              };
              </script>
              """
                  .formatted(page.toUri(), width));
      return run(frame);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens it as it is. */
  public Shown load(Path page) {
    try {
      return run(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Shown run(Path page) throws IOException {
    Path dom = folder.resolve("dom.html");
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--allow-file-access-from-files",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile"),
                "--virtual-time-budget=10000",
                "--window-size=1400,1000",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError("Chromium did not end: " + Files.readString(log));
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    List<String> complaints = new ArrayList<>(Files.readAllLines(log));
    complaints.removeIf(line -> !line.contains("CONSOLE"));
    return new Shown(Files.readString(dom), complaints);
  }
}

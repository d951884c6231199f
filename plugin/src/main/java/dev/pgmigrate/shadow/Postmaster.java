package dev.pgmigrate.shadow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The process that a data directory's postmaster.pid names, and whether it is the server of that
 * directory. The file outlives a server that was killed, and its number then is somebody else's,
 * such as another PostgreSQL's: only a process that shows this data directory, and began when the
 * file says, is ours to end.
 */
record Postmaster(Verdict verdict, Optional<ProcessHandle> process) {

  /** What can be told of it. */
  enum Verdict {
    /** No server runs there: there is no such process, or it is another one. */
    GONE,
    /** It is the server of this data directory. */
    RUNS,
    /** It may be, and this system does not tell. */
    UNCLEAR
  }

  /** How far the start of a process and what it wrote down as its start may be apart. */
  private static final Duration TOLERANCE = Duration.ofSeconds(30);

  /**
   * What the system tells of a process.
   *
   * @param program its program; empty: it does not tell
   * @param folder where it works, which for a server is its data directory
   * @param arguments those of its command line
   * @param started when it began
   */
  record Evidence(
      Optional<String> program,
      Optional<Path> folder,
      Optional<List<String>> arguments,
      Optional<Instant> started) {

    static Evidence of(ProcessHandle process) {
      Path proc = Path.of("/proc", Long.toString(process.pid()));
      Optional<List<String>> words = commandLine(proc.resolve("cmdline"));
      ProcessHandle.Info info = process.info();
      return new Evidence(
          words.map(w -> w.get(0)).or(info::command),
          folder(proc.resolve("cwd")),
          words.map(w -> w.subList(1, w.size())).or(() -> info.arguments().map(List::of)),
          info.startInstant());
    }

    /**
     * Everybody may read it, while other things of somebody else's process are closed. Of a process
     * that has ended, and that its parent has not yet asked for, it is empty.
     */
    private static Optional<List<String>> commandLine(Path file) {
      try {
        String words = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return Optional.of(List.of(words.split("\0")));
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    private static Optional<Path> folder(Path link) {
      try {
        return Optional.of(Files.readSymbolicLink(link));
      } catch (IOException | UnsupportedOperationException e) {
        return Optional.empty();
      }
    }
  }

  /** The process that the pid file of a data directory names. */
  static Postmaster of(Path data) {
    List<String> lines;
    try {
      lines = Files.readAllLines(data.resolve("postmaster.pid"));
    } catch (IOException e) {
      return new Postmaster(Verdict.GONE, Optional.empty());
    }
    Optional<ProcessHandle> process =
        number(lines, 0).filter(pid -> pid > 0).flatMap(ProcessHandle::of);
    return new Postmaster(
        process
            .map(p -> verdict(data, number(lines, 2).map(Instant::ofEpochSecond), Evidence.of(p)))
            .orElse(Verdict.GONE),
        process);
  }

  /**
   * Whether a process is the server of a data directory.
   *
   * @param recorded when that server began, as it wrote down
   */
  static Verdict verdict(Path data, Optional<Instant> recorded, Evidence evidence) {
    if (!evidence.program().map(Postmaster::isServer).orElse(true)) {
      return Verdict.GONE;
    }
    Optional<Boolean> sameStart =
        recorded.flatMap(
            r ->
                evidence
                    .started()
                    .map(s -> Duration.between(s, r).abs().compareTo(TOLERANCE) <= 0));
    Optional<Boolean> sameFolder =
        evidence
            .folder()
            .map(folder -> same(folder, data))
            .or(() -> evidence.arguments().map(a -> names(a, data)));
    if (sameFolder.isEmpty()) {
      return sameStart.orElse(true) ? Verdict.UNCLEAR : Verdict.GONE;
    }
    if (!sameFolder.get()) {
      return Verdict.GONE;
    }
    // One of this folder that began at another time is nobody's to end.
    boolean proven = evidence.program().isPresent() && sameStart.orElse(false);
    return proven ? Verdict.RUNS : Verdict.UNCLEAR;
  }

  private static boolean isServer(String program) {
    String name =
        program.substring(1 + Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')));
    return name.equals("postgres") || name.equals("postgres.exe");
  }

  private static boolean names(List<String> arguments, Path data) {
    int option = arguments.indexOf("-D");
    return option >= 0
        && option + 1 < arguments.size()
        && same(Path.of(arguments.get(option + 1)), data);
  }

  private static boolean same(Path one, Path other) {
    try {
      return one.equals(other) || one.toRealPath().equals(other.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<Long> number(List<String> lines, int line) {
    try {
      return line < lines.size()
          ? Optional.of(Long.parseLong(lines.get(line).strip()))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}

package dev.pgmigrate.git;

import dev.pgmigrate.thread.BackgroundTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The executable {@code git}, asked in one folder. It changes nothing there. */
public final class Git {
  /** A shell's exit code for a program that is not there. */
  private static final int NO_PROGRAM = 127;

  /** What a hook of Git sets for the repository that it runs in, relative to another folder. */
  private static final List<String> OF_HOOKS =
      List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX");

  private final Path folder;

  public Git(Path folder) {
    this.folder = folder;
  }

  /** What came of a question. */
  public static final class Answer {
    private final int code;
    private final byte[] output;
    private final String complaint;

    private Answer(int code, byte[] output, String complaint) {
      this.code = code;
      this.output = output;
      this.complaint = complaint;
    }

    private static Answer noProgram(String why) {
      return new Answer(NO_PROGRAM, new byte[0], why);
    }

    /** Whether Git could answer. */
    public boolean ok() {
      return code == 0;
    }

    /** Whether there is no program {@code git}. */
    public boolean noProgram() {
      return code == NO_PROGRAM;
    }

    /** What it printed. */
    public String text() {
      return new String(output, StandardCharsets.UTF_8);
    }

    /** Git's own sentence about what is wrong; empty where it has none. */
    public String complaint() {
      return complaint;
    }
  }

  /** Runs it to its end. */
  public Answer ask(String... arguments) {
    return ask(List.of(), arguments);
  }

  /** The same with these lines as its input. */
  private Answer ask(Collection<String> input, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeAll(OF_HOOKS);
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    try {
      return answer(builder.start(), input);
    } catch (IOException noGit) {
      return Answer.noProgram(String.valueOf(noGit.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.noProgram("interrupted");
    }
  }

  private static Answer answer(Process process, Collection<String> input)
      throws IOException, InterruptedException {
    // Git answers while it is still being asked: neither side may wait for the other.
    BackgroundTask<Boolean> asking =
        BackgroundTask.start("migrate-git-input", () -> write(process.getOutputStream(), input));
    BackgroundTask<byte[]> complaining =
        BackgroundTask.start("migrate-git-errors", () -> process.getErrorStream().readAllBytes());
    try (var output = process.getInputStream()) {
      byte[] bytes = output.readAllBytes();
      asking.await();
      String complaint = new String(complaining.get(), StandardCharsets.UTF_8).strip();
      return new Answer(process.waitFor(), bytes, complaint);
    }
  }

  private static boolean write(OutputStream to, Collection<String> lines) {
    try (to) {
      for (String line : lines) {
        to.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return true;
    } catch (IOException endedEarly) {
      return false;
    }
  }

  /**
   * The commits that these names stand for, in their order; without those that it does not know.
   *
   * @param names of branches or commits
   */
  public Map<String, String> commits(Collection<String> names) {
    List<String> asked = names.stream().filter(name -> name.indexOf('\n') < 0).distinct().toList();
    Answer answer =
        ask(
            asked.stream().map(name -> name + "^{commit}").toList(),
            "cat-file",
            "--batch-check=%(objectname) %(objecttype)");
    Map<String, String> known = new LinkedHashMap<>();
    List<String> lines = answer.text().lines().toList();
    for (int i = 0; answer.ok() && i < asked.size() && i < lines.size(); i++) {
      if (lines.get(i).endsWith(" commit")) {
        known.put(asked.get(i), lines.get(i).substring(0, lines.get(i).indexOf(' ')));
      }
    }
    return known;
  }

  /** The newest commit that both have; empty where Git knows none. */
  public Optional<String> mergeBase(String one, String other) {
    Answer answer = ask("merge-base", one, other);
    return answer.ok() ? answer.text().lines().findFirst() : Optional.empty();
  }

  /**
   * The files that a commit has in a folder.
   *
   * @param below the folder, from the one that is asked in, with slashes; empty: that one
   * @return path from there, with slashes, to the id of the content
   */
  public Map<String, String> files(String commit, String below) {
    String prefix = below.isEmpty() ? "" : below + "/";
    return entries(ask("ls-tree", "-r", "-z", commit, prefix.isEmpty() ? "./" : prefix), prefix);
  }

  /**
   * The same in a folder named from the root of the repository.
   *
   * @return path from that folder, with slashes, to the id of the content
   */
  public Map<String, String> filesFromRoot(String commit, String path) {
    return entries(ask("ls-tree", "-r", "-z", "--full-tree", commit + ":" + path), "");
  }

  /** The folder, from the root of the repository, in which a commit has a file of this name. */
  public Optional<String> folderOf(String name, String commit) {
    Answer answer = ask("ls-tree", "-r", "-z", "--full-tree", "--name-only", commit);
    return Stream.of(answer.ok() ? answer.text().split("\0", -1) : new String[0])
        .filter(path -> path.endsWith("/" + name))
        .map(path -> path.substring(0, path.length() - name.length() - 1))
        .findFirst();
  }

  private static Map<String, String> entries(Answer answer, String prefix) {
    Map<String, String> files = new LinkedHashMap<>();
    for (String entry : answer.ok() ? answer.text().split("\0", -1) : new String[0]) {
      int tab = entry.indexOf('\t');
      String[] what = entry.substring(0, Math.max(tab, 0)).split(" ", -1);
      String path = entry.substring(tab + 1);
      if (what.length == 3 && what[1].equals("blob") && path.startsWith(prefix)) {
        files.put(normalised(path.substring(prefix.length())), what[2]);
      }
    }
    return files;
  }

  /**
   * The files that a commit has in a folder, and whose text is another one in the work tree, or
   * that are not there; line ends are compared as Git would store them.
   *
   * @return paths as in {@link #files}; empty where Git cannot tell
   */
  public Optional<Set<String>> changed(String commit, String below) {
    Answer answer =
        ask(
            "diff",
            "--name-only",
            "--no-renames",
            "--no-ext-diff",
            "--relative",
            "-z",
            commit,
            "--",
            below.isEmpty() ? "." : below);
    String prefix = below.isEmpty() ? "" : below + "/";
    return answer.ok()
        ? Optional.of(
            Stream.of(answer.text().split("\0", -1))
                .filter(path -> path.startsWith(prefix))
                .map(path -> normalised(path.substring(prefix.length())))
                .collect(Collectors.toSet()))
        : Optional.empty();
  }

  /** A path as Git has it, wherever the file system puts the accents. */
  public static String normalised(String path) {
    return Normalizer.normalize(path, Normalizer.Form.NFC);
  }

  /** The contents with these ids; without those that it does not have. */
  public Map<String, String> texts(Collection<String> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    byte[] output = ask(ids, "cat-file", "--batch").output;
    Map<String, String> texts = new LinkedHashMap<>();
    int at = 0;
    while (at < output.length) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      while (at < output.length && output[at] != '\n') {
        line.write(output[at++]);
      }
      String[] header = line.toString(StandardCharsets.UTF_8).split(" ", -1);
      at++;
      if (header.length == 3) {
        int size = Integer.parseInt(header[2]);
        texts.put(header[0], new String(output, at, size, StandardCharsets.UTF_8));
        at += size + 1;
      }
    }
    return texts;
  }
}

package dev.pgmigrate.fingerprint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs that were kept, each in a small text file of a folder, named by the digest of its
 * ingredients. The last line is a checksum: a file that is torn, foreign or of another version is
 * no kept run. Files are moved into place whole, so two processes do each other no harm, and the
 * folder may be deleted at any time.
 */
public final class KeptRuns {
  /** Two terminals and a few branches. */
  static final int MOST = 8;

  private static final String VERSION = "migrate-maven-plugin, kept run, format 1";
  private static final String ALL = "ingredients ";
  private static final String INGREDIENT = "ingredient ";
  private static final String INFO = "info ";
  private static final String WARN = "warn ";
  private static final String CHECKSUM = "checksum ";
  private static final String ENDING = ".txt";
  private static final String FRESH = ".new";

  /** Enough to tell which ingredient changed. */
  private static final int SHORT = 8;

  /**
   * Instead of the digest of one that may hold a password. Many builds upload the folder, and
   * whoever has the digest could try passwords. With the digest of all he needs all other
   * ingredients as well, the whole environment among them.
   */
  private static final String HIDDEN = "-".repeat(SHORT);

  private final Path folder;

  /**
   * Those of a folder.
   *
   * @param folder need not be there
   */
  public KeptRuns(Path folder) {
    this.folder = folder;
  }

  /** What the run with these ingredients printed; empty: there is none that was kept. */
  public Optional<List<KeptLine>> find(Ingredients ingredients) {
    Path file = file(ingredients);
    List<String> lines = read(file);
    if (lines.size() < 2 || !lines.get(1).equals(ALL + ingredients.digest())) {
      return Optional.empty();
    }
    try {
      // The last that was used is the last to go.
      Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
    } catch (IOException e) {
      return Optional.empty(); // Somebody has just deleted it.
    }
    return Optional.of(lines.stream().flatMap(line -> said(line).stream()).toList());
  }

  /** Keeps a run; a folder that cannot be written keeps none. */
  public void keep(Ingredients ingredients, List<KeptLine> lines) throws IOException {
    List<String> text = new ArrayList<>(List.of(VERSION, ALL + ingredients.digest()));
    for (String name : ingredients.digests().keySet()) {
      text.add(INGREDIENT + told(name, ingredients) + " " + escaped(name));
    }
    lines.forEach(line -> text.add((line.warning() ? WARN : INFO) + escaped(line.text())));
    text.add(CHECKSUM + checksum(text));
    Files.createDirectories(folder);
    // For nobody but the user, as createTempFile makes it.
    Path fresh = Files.createTempFile(folder, "kept", FRESH);
    try {
      Files.write(fresh, text, StandardCharsets.UTF_8);
      Files.move(fresh, file(ingredients), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
    prune();
  }

  /** How these ingredients differ from those of the last run that was kept; empty: no run was. */
  public Optional<String> difference(Ingredients now) {
    return newestFirst(ENDING).stream()
        .map(this::read)
        .filter(lines -> !lines.isEmpty())
        .findFirst()
        .map(lines -> difference(before(lines), now));
  }

  private static String difference(Map<String, String> before, Ingredients now) {
    List<String> changed = new ArrayList<>();
    for (String name : now.digests().keySet()) {
      String old = before.get(name);
      if (old == null) {
        changed.add(name + " is new");
      } else if (!old.equals(told(name, now))) {
        changed.add(name + " changed");
      }
    }
    before.keySet().stream()
        .filter(name -> !now.digests().containsKey(name))
        .forEach(name -> changed.add(name + " is gone"));
    if (changed.isEmpty()) {
      List<String> hidden =
          now.digests().keySet().stream().filter(now.secrets()::contains).toList();
      return hidden.isEmpty()
          ? "the order of its ingredients changed"
          : "one of these changed: " + String.join(", ", hidden);
    }
    return changed.get(0) + (changed.size() > 1 ? ", and " + (changed.size() - 1) + " more" : "");
  }

  private static Map<String, String> before(List<String> lines) {
    Map<String, String> before = new LinkedHashMap<>();
    for (String line : lines) {
      if (line.startsWith(INGREDIENT)) {
        String rest = line.substring(INGREDIENT.length());
        before.put(unescaped(rest.substring(SHORT + 1)), rest.substring(0, SHORT));
      }
    }
    return before;
  }

  private Path file(Ingredients ingredients) {
    return folder.resolve(ingredients.digest() + ENDING);
  }

  /** Without its checksum; empty when it is no kept run of this version. */
  private List<String> read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      int last = lines.size() - 1;
      boolean whole =
          last > 0
              && lines.get(0).equals(VERSION)
              && lines.get(last).equals(CHECKSUM + checksum(lines.subList(0, last)));
      return whole ? lines.subList(0, last) : List.of();
    } catch (IOException e) {
      return List.of(); // Not there, not readable, not even text.
    }
  }

  private static Optional<KeptLine> said(String line) {
    if (line.startsWith(INFO)) {
      return Optional.of(new KeptLine(false, unescaped(line.substring(INFO.length()))));
    }
    return line.startsWith(WARN)
        ? Optional.of(new KeptLine(true, unescaped(line.substring(WARN.length()))))
        : Optional.empty();
  }

  /** What a kept run tells of one ingredient's digest. */
  private static String told(String name, Ingredients ingredients) {
    return ingredients.secrets().contains(name)
        ? HIDDEN
        : String.valueOf(ingredients.digests().get(name)).substring(0, SHORT);
  }

  private static String checksum(List<String> lines) {
    return new Digest().texts(lines.toArray(String[]::new)).hex();
  }

  private void prune() throws IOException {
    for (Path old : newestFirst(ENDING).stream().skip(MOST).toList()) {
      Files.deleteIfExists(old);
    }
    // What a process left that was killed while it wrote.
    for (Path left : newestFirst(FRESH).stream().skip(MOST).toList()) {
      Files.deleteIfExists(left);
    }
  }

  private List<Path> newestFirst(String ending) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .map(file -> new Aged(file, lastUsed(file)))
          .sorted(Comparator.comparing(Aged::used).reversed())
          .map(Aged::file)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private record Aged(Path file, FileTime used) {}

  private static FileTime lastUsed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0); // Somebody has just deleted it.
    }
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        plain.append(c);
        continue;
      }
      char next = text.charAt(++i);
      plain.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
    }
    return plain.toString();
  }
}

package dev.pgmigrate.revision;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Revision.Phase;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The comments at the head of a migration file: the message, then {@code name: value} lines. */
final class RevisionHeader {
  private static final Pattern ENTRY = Pattern.compile("-- *([A-Za-z][A-Za-z-]*):(?:\\s+(.*)|)");

  /** Prose may hold a colon; only a single lower-case word before it is taken for a header. */
  private static final Pattern UNKNOWN = Pattern.compile("[a-z-]+");

  private static final Set<String> REPEATABLE = Set.of("allow", "replaces");

  private static final Pattern FILE_TIME = Pattern.compile("([0-9]{12})_.*");
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuuMMddHHmm", Locale.ROOT);

  private final Path path;
  private final boolean strict;
  private @Nullable String message;
  private @Nullable String id;
  private List<String> parents = List.of();
  private List<String> dependsOn = List.of();
  private final List<String> replaces = new ArrayList<>();
  private List<String> labels = List.of();
  private @Nullable Instant created;
  private Phase phase = Phase.EXPAND;
  private @Nullable String irreversible;
  private final Map<String, String> allow = new LinkedHashMap<>();
  private final List<String> seen = new ArrayList<>();

  private RevisionHeader(Path path, boolean strict) {
    this.path = path;
    this.strict = strict;
  }

  /**
   * Reads what stands above the first block.
   *
   * @param strict whether a line that only looks like a header is refused
   * @throws RevisionFormatException when it is not written as it must be
   */
  static RevisionHeader parse(Path path, String text, boolean strict) {
    RevisionHeader header = new RevisionHeader(path, strict);
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      header.line(lines.get(i).strip(), i + 1);
    }
    return header;
  }

  /** Whether it allows what has this name. */
  boolean allows(String name) {
    return allow.containsKey(name);
  }

  /** The whole revision, once its steps are known. */
  Revision revision(List<Step> up, List<Step> down) {
    if (id == null) {
      throw new RevisionFormatException(
          path,
          0,
          "there is no line '-- revision: <12 hexadecimal digits>' below the message"
              + " (the first line)",
          "Add one, or let 'mvn migrate:revision -Dmigrate.empty' write the file.");
    }
    return new Revision(
        id,
        message == null ? "" : message,
        parents,
        dependsOn,
        replaces,
        labels,
        created == null ? fromFileName() : created,
        phase,
        irreversible,
        allow,
        up,
        down);
  }

  private void line(String line, int number) {
    if (message == null && line.startsWith("--")) {
      message = line.substring(2).strip();
      refuseMessage(line, number);
      return;
    }
    Matcher entry = ENTRY.matcher(line);
    if (entry.matches()) {
      String value = entry.group(2) == null ? "" : entry.group(2).strip();
      entry(entry.group(1), value, number);
      refuseLookalike(value, number);
    } else {
      refuseLookalike(line, number);
    }
  }

  private void refuseMessage(String text, int number) {
    refuse(
        text,
        number,
        "the first line is the message, and this one would be read as '%s'",
        "Put the message above it, or begin it with another word.");
  }

  private void refuseLookalike(String line, int number) {
    refuse(
        line,
        number,
        "this looks like a header, but it would be ignored",
        "Write '%s'. " + RevisionParser.WAS_A_REMARK);
  }

  /** A line that would be read as a header. */
  private void refuse(String line, int number, String fault, String advice) {
    if (strict) {
      Lookalike.header(line)
          .ifPresent(
              header -> {
                throw new RevisionFormatException(
                    path, number, fault.formatted(header), advice.formatted(header));
              });
    }
  }

  private void entry(String name, String value, int line) {
    String known = name.toLowerCase(Locale.ROOT);
    boolean again = seen.contains(known) && !REPEATABLE.contains(known);
    seen.add(known);
    switch (known) {
      case "revision" -> id = id(value, line);
      case "parent" -> parents = value.equals("none") ? List.of() : ids(value, line);
      case "depends-on" -> dependsOn = ids(value, line);
      case "replaces" -> replaces.addAll(ids(value, line));
      case "labels" -> labels = list(value);
      case "created" -> created = instant(value, line);
      case "phase" -> phase = phase(value, line);
      case "irreversible" -> irreversible = required(value, line, "irreversible: <why>");
      case "allow" -> allow(value, line);
      default -> {
        if (UNKNOWN.matcher(name).matches()) {
          throw fault(
              line,
              "'" + name + ":' is not a header",
              "The headers are revision, parent, depends-on, replaces, labels, created,"
                  + " phase, irreversible and allow. A comment for people may begin with a"
                  + " capital.");
        }
        return;
      }
    }
    if (again) {
      throw fault(line, "'" + known + ":' is here twice", "Keep one.");
    }
  }

  private String id(String value, int line) {
    if (!RevisionId.isValid(value)) {
      throw fault(
          line,
          "'"
              + value
              + "' is not a revision id: it has 12 of the digits 0-9 and a-f, all lower case");
    }
    return value;
  }

  private List<String> ids(String value, int line) {
    return list(value).stream().map(each -> id(each, line)).toList();
  }

  private static List<String> list(String value) {
    return Arrays.stream(value.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private Instant instant(String value, int line) {
    try {
      return Instant.parse(value);
    } catch (DateTimeException e) {
      throw fault(line, "'" + value + "' is not a time", "Write it as 2026-11-22T10:30:00Z.");
    }
  }

  private Phase phase(String value, int line) {
    return switch (value) {
      case "expand" -> Phase.EXPAND;
      case "contract" -> Phase.CONTRACT;
      default ->
          throw fault(line, "'" + value + "' is not a phase", "Write 'expand' or 'contract'.");
    };
  }

  private void allow(String value, int line) {
    String[] parts = required(value, line, "allow: <rule> <why>").split("\\s+", 2);
    if (parts.length < 2) {
      throw fault(
          line, "no reason is given for '" + parts[0] + "'", "Write 'allow: <rule> <why>'.");
    }
    if (allow.put(parts[0], parts[1]) != null) {
      throw fault(line, "'allow: " + parts[0] + "' is here twice", "Keep one.");
    }
  }

  private String required(String value, int line, String form) {
    if (value.isEmpty()) {
      throw fault(line, "a value is missing", "Write '" + form + "'");
    }
    return value;
  }

  /** A file written by hand may leave the instant to its name; failing that, it is the oldest. */
  private Instant fromFileName() {
    Path name = path.getFileName();
    Matcher matcher = FILE_TIME.matcher(name == null ? "" : name.toString());
    if (!matcher.matches()) {
      return Instant.EPOCH;
    }
    try {
      return LocalDateTime.parse(matcher.group(1), MINUTES).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  private RevisionFormatException fault(int line, String fault) {
    return new RevisionFormatException(path, line, fault, null);
  }

  private RevisionFormatException fault(int line, String fault, String advice) {
    return new RevisionFormatException(path, line, fault, advice);
  }
}

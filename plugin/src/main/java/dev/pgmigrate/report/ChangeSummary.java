package dev.pgmigrate.report;

import dev.pgmigrate.change.AddConstraint;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateIndex;
import dev.pgmigrate.change.CreateTable;
import dev.pgmigrate.change.Dependencies;
import dev.pgmigrate.change.DropConstraint;
import dev.pgmigrate.change.DropIndex;
import dev.pgmigrate.change.DropTable;
import dev.pgmigrate.change.SetSequenceOwner;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes as people tell them, one object on a line: {@code + column account.email varchar(320)}. A
 * plus is new, a minus goes, a tilde is another form of what stays.
 */
public final class ChangeSummary {
  private static final String AGAIN = ", dropped and created again";
  private static final int MOST_LINES = 30;
  private static final int FEW = 3;

  /** Sign and kind, the object, and what becomes of it; or all that it is. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?<kind>[-+~] (?:unique index|primary key|foreign key|composite type|range type"
              + "|materialized view|event trigger|[a-z]+))"
              + " (?<name>[^ :]+(?: of [^ :]+)?)(?:: (?<said>.*)|[ ,].*)?");

  private ChangeSummary() {}

  /**
   * The lines of changes that belong together. What a new or a dropped table is made of is one
   * line, and so is what is dropped and created again.
   */
  public static List<String> of(Collection<Change> changes) {
    List<Change> told = changes.stream().filter(change -> !change.up().isEmpty()).toList();
    Set<ObjectId> whole =
        told.stream()
            .filter(c -> c instanceof CreateTable || c instanceof DropTable)
            .map(Change::object)
            .collect(Collectors.toCollection(TreeSet::new));
    Map<ObjectId, List<Change>> parts = new HashMap<>();
    Map<ObjectId, List<Change>> byObject = new LinkedHashMap<>();
    for (Change change : told) {
      Optional<ObjectId> table = isPart(change) ? change.tableId() : Optional.empty();
      if (table.filter(whole::contains).isPresent()) {
        parts.computeIfAbsent(table.get(), id -> new ArrayList<>()).add(change);
      } else {
        byObject.computeIfAbsent(change.object(), id -> new ArrayList<>()).add(change);
      }
    }
    List<String> lines = new ArrayList<>();
    byObject.values().forEach(alike -> lines.addAll(lines(alike, parts)));
    return lines;
  }

  /**
   * The same for a screen: where there are many lines, those that say the same of several objects
   * are one.
   */
  static List<String> grouped(Collection<Change> changes) {
    List<String> lines = of(changes);
    if (lines.size() <= MOST_LINES) {
      return lines;
    }
    Map<String, List<String>> alike = new LinkedHashMap<>();
    for (String line : lines) {
      alike.computeIfAbsent(said(line), words -> new ArrayList<>()).add(line);
    }
    List<String> grouped = new ArrayList<>();
    alike.forEach(
        (said, those) -> {
          if (those.size() <= FEW) {
            grouped.addAll(those);
          } else {
            List<String> names = those.stream().map(ChangeSummary::named).toList();
            grouped.add(said + ", " + those.size() + " times: " + Phrases.some(names));
          }
        });
    return grouped;
  }

  /** What a line says whatever the object: {@code ~ column: type integer -> bigint}. */
  private static String said(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.matches()
        ? matcher.group("kind")
            + (matcher.group("said") == null
                ? line.endsWith(AGAIN) ? AGAIN : ""
                : ": " + matcher.group("said"))
        : line;
  }

  private static String named(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.matches() ? matcher.group("name") : line;
  }

  /** One change, on one line. */
  static String line(Change change) {
    return sign(change) + " " + change.line();
  }

  private static List<String> lines(List<Change> alike, Map<ObjectId, List<Change>> parts) {
    Change first = first(alike, '-');
    Change last = first(alike, '+');
    List<String> lines = new ArrayList<>();
    if (first != null && last != null) {
      lines.add("~ " + fromTo(first.line(), last.line()) + AGAIN);
    } else if (last != null) {
      lines.add(
          line(last) + (last instanceof CreateTable create ? contents(create.table(), parts) : ""));
    } else if (first != null) {
      lines.add(line(first));
    }
    boolean comesOrGoes = !lines.isEmpty();
    List<Change> others =
        alike.stream()
            .filter(change -> sign(change) == '~')
            .filter(change -> !(comesOrGoes && change instanceof SetSequenceOwner))
            .toList();
    lines.addAll(merged(others));
    return lines;
  }

  private static @Nullable Change first(List<Change> alike, char sign) {
    return alike.stream().filter(change -> sign(change) == sign).findFirst().orElse(null);
  }

  /** What is said of one object stands on one line; what is undone again is not said. */
  private static List<String> merged(List<Change> changes) {
    Map<String, Set<String>> bySubject = new LinkedHashMap<>();
    for (Change change : changes) {
      if (changes.contains(change.reverse())) {
        continue;
      }
      String line = line(change);
      int colon = line.indexOf(": ");
      String subject = colon < 0 ? line : line.substring(0, colon);
      Set<String> said = bySubject.computeIfAbsent(subject, name -> new LinkedHashSet<>());
      if (colon > 0) {
        said.add(line.substring(colon + 2));
      }
    }
    return bySubject.entrySet().stream()
        .map(
            entry ->
                entry.getKey()
                    + (entry.getValue().isEmpty()
                        ? ""
                        : ": " + String.join(", ", entry.getValue())))
        .toList();
  }

  /** {@code index ix of t (b) becomes (b DESC)}. */
  private static String fromTo(String before, String after) {
    if (before.equals(after)) {
      return after;
    }
    int same = 0;
    for (int i = 0; i < Math.min(before.length(), after.length()); i++) {
      if (before.charAt(i) != after.charAt(i)) {
        break;
      }
      if (before.charAt(i) == ' ' && inSubject(before, i)) {
        same = i + 1;
      }
    }
    return before + " becomes " + after.substring(same);
  }

  /** Whether nothing is opened before that place: a list is told whole. */
  private static boolean inSubject(String line, int place) {
    return line.lastIndexOf('(', place) < 0;
  }

  private static boolean isPart(Change change) {
    return change instanceof CreateIndex
        || change instanceof AddConstraint
        || change instanceof DropIndex
        || change instanceof DropConstraint;
  }

  private static String contents(Table table, Map<ObjectId, List<Change>> all) {
    List<Change> parts = all.getOrDefault(table.id(), List.of());
    List<String> contents = new ArrayList<>();
    contents.add(Phrases.count(table.columns().size(), "column", "columns"));
    long indexes = parts.stream().filter(CreateIndex.class::isInstance).count();
    if (indexes > 0) {
      contents.add(Phrases.count(indexes, "index", "indexes"));
    }
    long keys = parts.stream().filter(AddConstraint.class::isInstance).count();
    if (keys > 0) {
      contents.add(Phrases.count(keys, "foreign key", "foreign keys"));
    }
    return " (" + String.join(", ", contents) + ")";
  }

  /** A name that becomes another one drops the one and creates the other, and is neither. */
  private static char sign(Change change) {
    Dependencies facts = change.dependencies();
    if (facts.creates().contains(change.object())) {
      return facts.drops().isEmpty() ? '+' : '~';
    }
    return facts.drops().contains(change.object()) ? '-' : '~';
  }
}

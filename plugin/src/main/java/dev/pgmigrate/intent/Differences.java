package dev.pgmigrate.intent;

import dev.pgmigrate.schema.ObjectKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Where entities and database differ, in groups of one kind, so that many differences can be
 * accepted at once.
 *
 * <p>A group is called after the object and the aspect: {@code column-type}, {@code
 * foreign-key-name}. What only the database has is {@code extra-index}, what it lacks {@code
 * missing-index}, what is no longer stated {@code retracted-index}.
 *
 * @param groups the group's name to its differences, both sorted
 */
@API(status = API.Status.EXPERIMENTAL)
public record Differences(SortedMap<String, List<Notice>> groups) {
  private static final String ALL = "all";

  /** Without these the application does not run: to do without one must be said by its name. */
  private static final Set<ObjectKind> NEEDED =
      EnumSet.of(
          ObjectKind.NAMESPACE,
          ObjectKind.ENUM,
          ObjectKind.DOMAIN,
          ObjectKind.SEQUENCE,
          ObjectKind.TABLE,
          ObjectKind.COLUMN);

  /** Groups those of the notices that a line of accepted.txt can decide. */
  public static Differences of(List<Notice> notices) {
    SortedMap<String, List<Notice>> groups = new TreeMap<>();
    for (Notice notice : notices) {
      if (notice.acceptable()) {
        groups.computeIfAbsent(group(notice), name -> new ArrayList<>()).add(notice);
      }
    }
    return new Differences(groups);
  }

  private static String group(Notice notice) {
    String aspect = notice.key().aspect();
    String what = notice.key().object().kind().word() + (aspect == null ? "" : "-" + aspect);
    return switch (notice.kind()) {
      case MISSING -> "missing-" + what;
      case DATABASE_ONLY, DATABASE_ONLY_SEEN -> "extra-" + what;
      case RETRACTED -> "retracted-" + what;
      case CHANGED, MOVED, ACCEPTED, GOES_ALONG, STILL_USED, LEFT_OUT, LEFT_AS_IS -> what;
    };
  }

  /** How many differences there are. */
  public int size() {
    return groups.values().stream().mapToInt(List::size).sum();
  }

  /**
   * The differences that {@code wanted} names: {@code all}, or groups separated by commas, of each
   * all or those of one value of the database: {@code column-type:text,foreign-key-name}.
   *
   * <p>{@code all} leaves out the tables, columns and types that the database lacks.
   *
   * @throws UnfitAnswerException when there is no such group or value
   */
  public Set<Notice> select(String wanted) {
    Set<Notice> selected = new LinkedHashSet<>();
    for (String part : parts(wanted)) {
      String name = part.strip();
      if (name.equals(ALL)) {
        groups.values().forEach(group -> group.stream().filter(this::inAll).forEach(selected::add));
      } else if (!name.isEmpty()) {
        selected.addAll(named(name));
      }
    }
    return selected;
  }

  /** A value may hold commas: only one that the name of a group follows ends it. */
  private String[] parts(String wanted) {
    String names =
        Stream.concat(Stream.of(ALL), groups.keySet().stream())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    return wanted.split(",(?=\\s*(?:" + names + ")\\s*(?:[,:]|$))|,(?![^(\\[]*[)\\]])", -1);
  }

  private boolean inAll(Notice notice) {
    return notice.kind() != Notice.Kind.MISSING || !NEEDED.contains(notice.key().object().kind());
  }

  private List<Notice> named(String name) {
    int colon = name.indexOf(':');
    String group = colon < 0 ? name : name.substring(0, colon);
    List<Notice> found =
        groups.getOrDefault(group, List.of()).stream()
            .filter(notice -> colon < 0 || notice.current().equals(name.substring(colon + 1)))
            .toList();
    if (found.isEmpty()) {
      throw new UnfitAnswerException(
          "-Dmigrate.accept=" + name,
          groups.isEmpty()
              ? "there is no difference"
              : "there is no such difference. There are: " + String.join(", ", groups.keySet()));
    }
    return found;
  }
}

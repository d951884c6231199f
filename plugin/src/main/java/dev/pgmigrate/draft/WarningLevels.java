package dev.pgmigrate.draft;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.change.WarningKind;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Which warnings a project does not want to see, and which it does not want to pass.
 *
 * @param byId the level of each warning that has another one than {@link Level#WARN}
 */
@API(status = API.Status.EXPERIMENTAL)
public record WarningLevels(SortedMap<String, Level> byId) {
  /** What becomes of a warning. */
  public enum Level {
    /** Neither on the console nor in the file. */
    OFF,
    /** On the console and above its statement. */
    WARN,
    /** Nothing is written. */
    ERROR
  }

  /** Every warning is given, none stops anything. */
  public static final WarningLevels NONE = new WarningLevels(new TreeMap<>());

  /** Those that no single change gives. */
  private static final List<String> OF_REVISIONS =
      List.of(
          "several-changes",
          "initializer-without-default",
          "validation-without-constraint",
          "database-only-dropped");

  public WarningLevels {
    byId = Collections.unmodifiableSortedMap(new TreeMap<>(byId));
  }

  /**
   * Reads {@code long-lock=off}, {@code cast-can-fail=error}, {@code data-loss=warn}.
   *
   * @throws MigrationException when a warning or a level is unknown
   */
  public static WarningLevels parse(List<String> settings) {
    SortedMap<String, Level> levels = new TreeMap<>();
    for (String setting : settings) {
      String[] parts = setting.strip().split("=", -1);
      if (parts.length != 2 || !ids().contains(parts[0].strip())) {
        throw new MigrationException(
            "migrate.warnings has '" + setting.strip() + "'",
            "Write <id>=off, <id>=warn or <id>=error. The ids are " + String.join(", ", ids()));
      }
      levels.put(parts[0].strip(), level(parts[0].strip(), parts[1].strip()));
    }
    return new WarningLevels(levels);
  }

  private static Level level(String id, String word) {
    return switch (word) {
      case "off" -> Level.OFF;
      case "warn" -> Level.WARN;
      case "error" -> Level.ERROR;
      default ->
          throw new MigrationException(
              "migrate.warnings has '" + id + "=" + word + "'", "A level is off, warn or error.");
    };
  }

  /** Of all warnings, in the order of the alphabet. */
  public static SortedSet<String> ids() {
    return Stream.concat(
            Stream.of(WarningKind.values()).map(WarningKind::id), OF_REVISIONS.stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Level of(String id) {
    return byId.getOrDefault(id, Level.WARN);
  }

  /** Those that are not switched off. */
  public List<Warning> wanted(List<Warning> warnings) {
    return warnings.stream().filter(warning -> of(warning.id()) != Level.OFF).toList();
  }

  /**
   * Lets those pass that are no errors here.
   *
   * @throws MigrationException when one is
   */
  public void refuse(List<Warning> warnings) {
    List<Warning> errors =
        warnings.stream().filter(warning -> of(warning.id()) == Level.ERROR).distinct().toList();
    if (!errors.isEmpty()) {
      throw new MigrationException(
          errors.stream()
              .map(warning -> "\n  " + warning.id() + ": " + warning.message())
              .collect(
                  Collectors.joining(
                      "", "Nothing was written; migrate.warnings makes these an error:", "")),
          "Change the entities, or write it anyway: -Dmigrate.warnings="
              + errors.get(0).id()
              + "=warn");
    }
  }

  /** The revision without the warnings that are switched off. */
  public Revision quiet(Revision revision) {
    if (!byId.containsValue(Level.OFF)) {
      return revision;
    }
    return revision.withSteps(steps(revision.up()), steps(revision.down()));
  }

  private List<Step> steps(List<Step> steps) {
    return steps.stream()
        .map(
            step ->
                new Step(
                    step.kind(),
                    step.statements().stream().map(this::quiet).toList(),
                    step.options(),
                    step.doneWhen(),
                    step.line()))
        .toList();
  }

  /** A warning's details stand below it, indented. */
  private Statement quiet(Statement statement) {
    List<String> kept = new ArrayList<>();
    boolean off = false;
    for (String comment : statement.comments()) {
      off = comment.startsWith("warning ") ? isOff(comment) : off && comment.startsWith("  ");
      if (!off) {
        kept.add(comment);
      }
    }
    return new Statement(statement.sql(), kept, statement.line());
  }

  private boolean isOff(String comment) {
    String text = comment.substring("warning ".length());
    int colon = text.indexOf(':');
    return colon > 0 && of(text.substring(0, colon)) == Level.OFF;
  }
}

package dev.pgmigrate.lint;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a revision allows: {@code -- migrate:allow <rule> <why>} right above a statement, and the
 * header {@code allow: <rule> <why>} for the whole file.
 */
public final class Allowances {
  static final String MARKER = "migrate:allow";

  /** What executing with rows finds out, not watching: an allowance of these is judged there. */
  private static final Set<String> ELSEWHERE = Set.of("rows-survive", "fails-with-rows");

  /** The only rules that judge down steps. */
  private static final Set<String> OF_DOWN = Set.of("down-loses-data");

  private final Map<String, String> ofFile;
  private final Map<Integer, Map<String, String>> byLine = new LinkedHashMap<>();
  private final List<Finding> faults = new ArrayList<>();
  private final Set<String> used = new HashSet<>();

  private Allowances(Map<String, String> ofFile) {
    this.ofFile = ofFile;
  }

  /** Those of a revision that was watched. */
  static Allowances of(WatchedRevision revision) {
    return of(revision.revision());
  }

  /** Those of a revision. */
  public static Allowances of(Revision revision) {
    Allowances allowances = new Allowances(revision.allow());
    Stream.concat(revision.up().stream(), revision.down().stream())
        .flatMap(step -> step.statements().stream())
        .forEach(allowances::read);
    return allowances;
  }

  private void read(Statement statement) {
    for (String comment : statement.comments()) {
      String text = comment.strip();
      if (!text.startsWith(MARKER)) {
        continue;
      }
      String[] parts = text.substring(MARKER.length()).strip().split("\\s+", 2);
      if (parts.length < 2) {
        faults.add(
            new Finding(
                "allow-without-reason",
                Severity.ERROR,
                null,
                statement.line(),
                "'-- " + text + "' gives no reason",
                "Write '-- migrate:allow <rule> <why>'.",
                null));
      } else {
        byLine
            .computeIfAbsent(statement.line(), line -> new LinkedHashMap<>())
            .put(parts[0], parts[1]);
      }
    }
  }

  /** The finding, marked as allowed where it is. */
  public Finding applied(Finding finding) {
    String own = byLine.getOrDefault(finding.line(), Map.of()).get(finding.rule());
    String why = own != null ? own : ofFile.get(finding.rule());
    if (why == null) {
      return finding;
    }
    used.add(own != null ? key(finding.line(), finding.rule()) : finding.rule());
    return finding.allowed(why);
  }

  /**
   * What is wrong with the allowances themselves, once all findings have been applied. An allowance
   * is without a finding only where its rule was applied to a statement that was watched.
   *
   * @param notApplied rules of which nothing is known here
   */
  Stream<Finding> faults(WatchedRevision revision, Set<String> notApplied) {
    if (revision.isRefused()) {
      // What was not reached may be found there yet.
      return faults.stream();
    }
    Optional<Integer> first =
        revision.statements().map(watched -> watched.statement().line()).findFirst();
    // What nobody has watched may hold whatever the header allows.
    boolean seen = revision.statements().allMatch(Allowances::isSeen);
    Stream<Finding> unusedOfFile =
        ofFile.keySet().stream()
            .filter(rule -> seen && !used.contains(rule))
            .filter(rule -> !ELSEWHERE.contains(rule) && !notApplied.contains(rule))
            .flatMap(rule -> first.map(line -> unused(rule, line)).stream());
    Set<Integer> lines =
        revision
            .statements()
            .filter(Allowances::isSeen)
            .map(watched -> watched.statement().line())
            .collect(Collectors.toSet());
    Set<Integer> down = lines(revision.revision().down());
    Stream<Finding> unusedOfStatements =
        byLine.entrySet().stream()
            .flatMap(
                entry ->
                    entry.getValue().keySet().stream()
                        .filter(
                            rule ->
                                lines.contains(entry.getKey())
                                    || (down.contains(entry.getKey()) && OF_DOWN.contains(rule)))
                        .filter(rule -> !ELSEWHERE.contains(rule) && !notApplied.contains(rule))
                        .filter(rule -> !used.contains(key(entry.getKey(), rule)))
                        .map(rule -> unused(rule, entry.getKey())));
    return Stream.of(faults.stream(), unusedOfFile, unusedOfStatements).flatMap(s -> s);
  }

  /**
   * Whether all that a statement does was seen. Not of a batch, of what reaches beyond the
   * database, and of code whose branches depend on data.
   */
  private static boolean isSeen(WatchedStatement watched) {
    return !watched.effects().equals(Effects.NONE) && !watched.hidesCode();
  }

  private static Set<Integer> lines(List<Step> steps) {
    return steps.stream()
        .flatMap(step -> step.statements().stream())
        .map(Statement::line)
        .collect(Collectors.toSet());
  }

  private static Finding unused(String rule, int line) {
    return new Finding(
        "allow-without-finding",
        Severity.WARNING,
        null,
        line,
        "'" + rule + "' is allowed here, but was not found",
        "Remove the allowance.",
        null);
  }

  private static String key(int line, String rule) {
    return line + " " + rule;
  }
}

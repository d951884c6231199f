package dev.pgmigrate.lint;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Applies rules to watched revisions.
 *
 * @param rules all that are known
 * @param levels rule id to the severity that a project gives it
 * @param notApplied ids of rules that are not applied here: what a file allows of them may be there
 */
public record Linter(List<Rule> rules, Map<String, Level> levels, Set<String> notApplied) {
  /** What a project makes of a rule. */
  @API(status = API.Status.EXPERIMENTAL)
  public enum Level {
    OFF,
    NOTE,
    WARNING,
    ERROR
  }

  public Linter {
    rules = List.copyOf(rules);
    levels = Map.copyOf(levels);
    notApplied = Set.copyOf(notApplied);
  }

  /** Rules besides which there are none. */
  public Linter(List<Rule> rules, Map<String, Level> levels) {
    this(rules, levels, Set.of());
  }

  /** What the rules find in the only revision that is judged. */
  public List<Finding> lint(WatchedRevision revision) {
    return lint(revision, List.of(revision));
  }

  /**
   * What the rules find, in the order of the file; allowed findings are among them.
   *
   * @param branch all revisions that are judged, in the order of execution; it is one of them
   */
  public List<Finding> lint(WatchedRevision revision, List<WatchedRevision> branch) {
    Allowances allowances = Allowances.of(revision);
    List<Finding> found =
        rules.stream()
            .filter(rule -> levels.get(rule.id()) != Level.OFF)
            .flatMap(
                rule ->
                    rule.findings(revision, branch)
                        .map(this::weighed)
                        .map(finding -> declared(revision, rule, finding)))
            .map(allowances::applied)
            .toList();
    return Stream.concat(found.stream(), allowances.faults(revision, notApplied))
        .sorted(Comparator.comparingInt(Finding::line))
        .toList();
  }

  /**
   * What the revision itself warns of above the step is allowed: whoever wrote the warning has
   * declared it, and it keeps its weight.
   */
  private Finding declared(WatchedRevision revision, Rule rule, Finding finding) {
    return levels.containsKey(rule.id())
        ? finding
        : rule.warnedIn(revision, finding)
            .flatMap(
                step ->
                    rule.warnedAs().stream()
                        .sorted()
                        .flatMap(
                            id ->
                                step.warning(id).stream()
                                    .map(text -> "declared as " + id + ": " + text)))
            .findFirst()
            .map(finding::allowed)
            .orElse(finding);
  }

  private Finding weighed(Finding finding) {
    Level level = levels.get(finding.rule());
    return level == null ? finding : finding.weighing(Severity.valueOf(level.name()));
  }
}

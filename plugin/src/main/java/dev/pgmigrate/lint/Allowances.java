package dev.pgmigrate.lint;

import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a revision allows: {@code -- migrate:allow <rule> <why>} right above a statement, and the
 * header {@code allow: <rule> <why>} for the whole file.
 */
final class Allowances {
  static final String MARKER = "migrate:allow";

  private final Map<String, String> ofFile;
  private final Map<Statement, Map<String, String>> ofStatements = new LinkedHashMap<>();
  private final List<Finding> faults = new ArrayList<>();
  private final Set<String> used = new HashSet<>();

  private Allowances(Map<String, String> ofFile) {
    this.ofFile = ofFile;
  }

  /** Those of a revision that was watched. */
  static Allowances of(WatchedRevision revision) {
    Allowances allowances = new Allowances(revision.revision().allow());
    Stream.concat(revision.revision().up().stream(), revision.revision().down().stream())
        .flatMap(step -> step.statements().stream())
        .forEach(allowances::read);
    return allowances;
  }

  private void read(Statement statement) {
    for (String comment : statement.comments()) {
      String line = comment.strip();
      if (!line.startsWith(MARKER)) {
        continue;
      }
      String[] parts = line.substring(MARKER.length()).strip().split("\\s+", 2);
      if (parts.length < 2) {
        faults.add(
            new Finding(
                "allow-without-reason",
                Severity.ERROR,
                statement,
                "'-- " + line + "' gives no reason",
                "Write '-- migrate:allow <rule> <why>'.",
                null));
      } else {
        ofStatements.computeIfAbsent(statement, s -> new LinkedHashMap<>()).put(parts[0], parts[1]);
      }
    }
  }

  /** The finding, marked as allowed where it is. */
  Finding applied(Finding finding) {
    String own = ofStatements.getOrDefault(finding.statement(), Map.of()).get(finding.rule());
    String why = own != null ? own : ofFile.get(finding.rule());
    if (why == null) {
      return finding;
    }
    used.add(own != null ? key(finding.statement(), finding.rule()) : finding.rule());
    return finding.allowed(why);
  }

  /** What is wrong with the allowances themselves, once all findings have been applied. */
  Stream<Finding> faults(WatchedRevision revision) {
    Optional<Statement> first = revision.statements().map(WatchedStatement::statement).findFirst();
    Stream<Finding> unusedOfFile =
        ofFile.keySet().stream()
            .filter(rule -> !used.contains(rule))
            .flatMap(rule -> first.map(statement -> unused(rule, statement)).stream());
    Stream<Finding> unusedOfStatements =
        ofStatements.entrySet().stream()
            .flatMap(
                entry ->
                    entry.getValue().keySet().stream()
                        .filter(rule -> !used.contains(key(entry.getKey(), rule)))
                        .map(rule -> unused(rule, entry.getKey())));
    return Stream.of(faults.stream(), unusedOfFile, unusedOfStatements).flatMap(s -> s);
  }

  private static Finding unused(String rule, Statement statement) {
    return new Finding(
        "allow-without-finding",
        Severity.WARNING,
        statement,
        "'" + rule + "' is allowed here and was not found",
        "Remove the allowance.",
        null);
  }

  private static String key(Statement statement, String rule) {
    return statement.line() + " " + rule + " " + statement.sql();
  }
}

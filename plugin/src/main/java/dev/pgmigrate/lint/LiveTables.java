package dev.pgmigrate.lint;

import dev.pgmigrate.schema.QualifiedName;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tables of a live database that revisions touch.
 *
 * @param byName those that are there
 */
public record LiveTables(Map<QualifiedName, LiveTable> byName) {
  /** No live database is known. */
  public static final LiveTables UNKNOWN = new LiveTables(Map.of());

  private record Named(QualifiedName name, LiveTable table) {}

  public LiveTables {
    byName = Map.copyOf(byName);
  }

  /** The existing tables that statements were seen to lock: whose size matters to the rules. */
  public static Stream<QualifiedName> wanted(WatchedRevision revision) {
    return revision.statements().flatMap(LiveTables::tables).distinct();
  }

  private static Stream<QualifiedName> tables(WatchedStatement statement) {
    return statement.effects().locks().stream()
        .filter(lock -> lock.relation().isExistingTable())
        .filter(lock -> lock.mode().compareTo(LockMode.ROW_EXCLUSIVE) >= 0)
        .map(lock -> lock.relation().name());
  }

  /**
   * A finding about a table with its size in the message; one step lighter about a small and quiet
   * table, one heavier about a large one.
   *
   * @param weigh whether its weight may change; else the project has chosen it
   */
  public Finding weighed(Finding finding, WatchedRevision revision, boolean weigh) {
    return largest(finding, revision).map(named -> weighed(finding, named, weigh)).orElse(finding);
  }

  private static Finding weighed(Finding finding, Named named, boolean weigh) {
    LiveTable table = named.table();
    Severity severity = finding.severity();
    if (weigh && table.isSmall()) {
      severity = severity.lighter();
    } else if (weigh && table.isLarge()) {
      severity = severity.heavier();
    }
    String size = "; in the live database " + named.name() + " has " + table.inWords();
    return new Finding(
        finding.rule(),
        severity,
        finding.file(),
        finding.line(),
        finding.message() + size,
        finding.mend(),
        finding.allowed());
  }

  /** Of the tables that the message names, else of those that the statement locks. */
  private Optional<Named> largest(Finding finding, WatchedRevision revision) {
    return largest(name -> names(finding.message(), name))
        .or(
            () -> {
              var locked =
                  revision
                      .statements()
                      .filter(watched -> watched.statement().line() == finding.line())
                      .flatMap(LiveTables::tables)
                      .toList();
              return largest(locked::contains);
            });
  }

  private Optional<Named> largest(Predicate<QualifiedName> which) {
    return byName.entrySet().stream()
        .filter(entry -> which.test(entry.getKey()))
        .map(entry -> new Named(entry.getKey(), entry.getValue()))
        .max(
            Comparator.<Named>comparingLong(named -> named.table().bytes())
                .thenComparing(named -> named.name().toString()));
  }

  private static boolean names(String message, QualifiedName name) {
    return Pattern.compile(
            "(?<![\\w.\"])" + Pattern.quote(Relation.inSql(name)) + "(?![\\w\"]|\\.\\w)")
        .matcher(message)
        .find();
  }
}

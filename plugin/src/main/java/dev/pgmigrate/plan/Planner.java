package dev.pgmigrate.plan;

import dev.pgmigrate.change.AddEnumValues;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateTable;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.change.WarningKind;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes changes into the steps of a revision, both ways. */
public final class Planner {
  private static final Set<String> ABOUT_ROWS =
      Stream.of(WarningKind.values())
          .filter(WarningKind::aboutRows)
          .map(WarningKind::id)
          .collect(Collectors.toUnmodifiableSet());

  private final Set<ObjectId> created;
  private final List<Warning> warnings = new ArrayList<>();

  /** Those that no change knows of itself, until they are given. */
  private final List<Warning> more;

  private Planner(List<Change> changes, List<Warning> more) {
    this.more = new ArrayList<>(more);
    created =
        changes.stream()
            .filter(CreateTable.class::isInstance)
            .map(Change::object)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The plan of these changes, given in any order: the same changes always make the same plan.
   *
   * <p>Down is derived: the reverses, in reverse order.
   */
  public static Plan plan(List<Change> changes) {
    return plan(changes, List.of());
  }

  /**
   * As {@link #plan(List)}.
   *
   * @param more warnings that no single change can know; each stands above the first statement
   *     about its object
   */
  public static Plan plan(List<Change> changes, List<Warning> more) {
    return new Planner(changes, more).planned(ChangeOrder.of(uncovered(changes)));
  }

  private static List<Change> uncovered(List<Change> changes) {
    return changes.stream()
        .distinct()
        .filter(change -> changes.stream().noneMatch(other -> covers(other, change)))
        .toList();
  }

  private static boolean covers(Change one, Change other) {
    return !one.equals(other) && one.covers(other);
  }

  private Plan planned(List<Change> ordered) {
    List<Step> up = new ArrayList<>();
    List<Step> down = new ArrayList<>();
    for (List<Change> group : groups(ordered)) {
      List<Statement> forward = group.stream().flatMap(change -> up(change).stream()).toList();
      if (forward.isEmpty()) {
        continue;
      }
      List<Change> reversed = new ArrayList<>(group);
      Collections.reverse(reversed);
      up.add(Step.transaction(forward));
      down.add(
          Step.transaction(reversed.stream().flatMap(change -> down(change).stream()).toList()));
    }
    Collections.reverse(down);
    return new Plan(up, down, null, warnings);
  }

  /**
   * A value that is added to an enum can be used only after the transaction that adds it: it goes
   * first, with what must come before it, in a step of its own.
   */
  private static List<List<Change>> groups(List<Change> ordered) {
    List<Change> first = new ArrayList<>();
    for (int i = ordered.size() - 1; i >= 0; i--) {
      Change change = ordered.get(i);
      if (change instanceof AddEnumValues
          || first.stream().anyMatch(later -> change.dependencies().before(later.dependencies()))) {
        first.add(0, change);
      }
    }
    List<Change> rest = new ArrayList<>(ordered);
    rest.removeAll(first);
    return Stream.of(first, rest).filter(group -> !group.isEmpty()).toList();
  }

  private List<Statement> up(Change change) {
    boolean existing = change.tableId().filter(created::contains).isEmpty();
    List<Warning> about =
        more.stream().filter(warning -> about(change).contains(warning.object())).toList();
    more.removeAll(about);
    List<Warning> given =
        Stream.concat(about.stream(), change.warnings().stream())
            .filter(warning -> existing || !ABOUT_ROWS.contains(warning.id()))
            .toList();
    warnings.addAll(given);
    return commented(change.up(), given.stream().flatMap(Planner::lines).toList());
  }

  /** The objects that a change is about: a new table's columns, too. */
  private static Set<ObjectId> about(Change change) {
    Stream<ObjectId> columns =
        change instanceof CreateTable create
            ? create.table().columns().stream().map(c -> create.table().columnId(c.name()))
            : Stream.of();
    return Stream.concat(Stream.of(change.object()), columns).collect(Collectors.toSet());
  }

  private static List<Statement> down(Change change) {
    Change reverse = change.reverse();
    Optional<String> lost =
        change.loss().map(data -> "recreates the structure; " + data + " are gone");
    return commented(reverse.up(), lost.stream().toList());
  }

  private static Stream<String> lines(Warning warning) {
    return Stream.concat(
        Stream.of("warning " + warning.id() + ": " + warning.message()),
        warning.lines().stream().map(line -> "  " + line));
  }

  private static List<Statement> commented(List<Statement> statements, List<String> lines) {
    if (lines.isEmpty() || statements.isEmpty()) {
      return statements;
    }
    List<Statement> all = new ArrayList<>(statements);
    all.set(0, all.get(0).withComments(lines));
    return all;
  }
}

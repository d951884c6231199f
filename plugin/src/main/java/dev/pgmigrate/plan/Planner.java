package dev.pgmigrate.plan;

import dev.pgmigrate.change.AddEnumValues;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateTable;
import dev.pgmigrate.change.Dependencies;
import dev.pgmigrate.change.DropDefinition;
import dev.pgmigrate.change.DropIndex;
import dev.pgmigrate.change.DropTable;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.change.WarningKind;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Uses;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes changes into the steps of a revision, both ways. */
public final class Planner {
  private static final Set<String> ABOUT_ROWS =
      Stream.of(WarningKind.values())
          .filter(WarningKind::aboutRows)
          .map(WarningKind::id)
          .collect(Collectors.toUnmodifiableSet());

  /** What takes its parts along when it goes. */
  private static final Set<ObjectKind> RELATIONS =
      Set.of(ObjectKind.TABLE, ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW);

  private final Uses before;
  private final Uses after;
  private final Set<ObjectId> created;
  private final Set<ObjectId> gone;
  private final Set<ObjectId> come;
  private final List<Warning> warnings = new ArrayList<>();

  /** Those that no change knows of itself, until they are given. */
  private final List<Warning> more;

  private Planner(List<Change> changes, Schema from, Schema to, List<Warning> more) {
    this.before = from.uses();
    this.after = to.uses();
    this.more = new ArrayList<>(more);
    gone = all(changes, Dependencies::drops);
    come = all(changes, Dependencies::creates);
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
   *
   * @param from the schema before the changes, answered renames already done
   * @param to the schema afterwards
   */
  public static Plan plan(List<Change> changes, Schema from, Schema to) {
    return plan(changes, from, to, List.of());
  }

  /**
   * As {@link #plan(List, Schema, Schema)}.
   *
   * @param more warnings that no single change can know; each stands above the first statement
   *     about its object
   */
  public static Plan plan(List<Change> changes, Schema from, Schema to, List<Warning> more) {
    return new Planner(changes, from, to, more)
        .planned(ChangeOrder.of(uncovered(changes), from.uses(), to.uses()));
  }

  private static Set<ObjectId> all(
      List<Change> changes, Function<Dependencies, Set<ObjectId>> which) {
    return changes.stream()
        .flatMap(change -> which.apply(change.dependencies()).stream())
        .collect(Collectors.toUnmodifiableSet());
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
  private List<List<Change>> groups(List<Change> ordered) {
    List<Change> first = new ArrayList<>();
    for (int i = ordered.size() - 1; i >= 0; i--) {
      Change change = ordered.get(i);
      if (change instanceof AddEnumValues
          || first.stream().anyMatch(later -> facts(change).before(facts(later)))) {
        first.add(0, change);
      }
    }
    List<Change> rest = new ArrayList<>(ordered);
    rest.removeAll(first);
    // What only the way back needs is no step of its own.
    return rest.stream().allMatch(change -> change.up().isEmpty())
        ? List.of(ordered)
        : Stream.of(first, rest).filter(group -> !group.isEmpty()).toList();
  }

  private Dependencies facts(Change change) {
    return Dependencies.of(change, before, after);
  }

  private List<Statement> up(Change change) {
    if (goesAlong(change, gone, before)) {
      return List.of();
    }
    boolean existing =
        change instanceof DropTable || change.tableId().filter(created::contains).isEmpty();
    List<Warning> about =
        more.stream().filter(warning -> about(change).contains(warning.object())).toList();
    more.removeAll(about);
    List<Warning> given =
        Stream.concat(about.stream(), change.warnings().stream())
            .filter(warning -> existing || !ABOUT_ROWS.contains(warning.id()))
            .toList();
    warnings.addAll(given);
    return warned(change.up(), given);
  }

  /** The statements, the warnings above the first. */
  static List<Statement> warned(List<Statement> statements, List<Warning> warnings) {
    return commented(statements, warnings.stream().flatMap(Planner::lines).toList());
  }

  /** The objects that a change is about: a new table's columns, too. */
  private static Set<ObjectId> about(Change change) {
    Stream<ObjectId> columns =
        change instanceof CreateTable create
            ? create.table().columns().stream().map(c -> create.table().columnId(c.name()))
            : Stream.of();
    return Stream.concat(Stream.of(change.object()), columns).collect(Collectors.toSet());
  }

  private List<Statement> down(Change change) {
    Change reverse = change.reverse();
    if (goesAlong(reverse, come, after)) {
      return List.of();
    }
    Optional<String> lost =
        change.loss().map(data -> "recreates the structure; " + data + " are gone");
    return commented(reverse.up(), lost.stream().toList());
  }

  /**
   * Whether it drops an index, a trigger or another part of a relation that goes as a whole; not
   * one that stands in the way of something else that goes.
   */
  private static boolean goesAlong(Change change, Set<ObjectId> gone, Uses uses) {
    Set<ObjectId> used = uses.of(change.object());
    Predicate<ObjectId> whole;
    if (change instanceof DropIndex drop) {
      whole = drop.table().id()::equals;
    } else if (change instanceof DropDefinition drop && drop.definition().isPart()) {
      whole = id -> id.qualifiedName().equals(drop.object().qualifiedName());
    } else if (change.object().kind() == ObjectKind.INDEX && change instanceof DropDefinition) {
      whole = used::contains;
    } else {
      return false;
    }
    return gone.stream().filter(Planner::isRelation).anyMatch(whole)
        && used.stream().noneMatch(id -> gone.contains(id) && !isRelationOrPart(id, whole));
  }

  private static boolean isRelation(ObjectId id) {
    return RELATIONS.contains(id.kind());
  }

  private static boolean isRelationOrPart(ObjectId id, Predicate<ObjectId> whole) {
    return id.path().size() > 1
        && whole.test(id.kind() == ObjectKind.COLUMN ? ObjectId.table(id.qualifiedName()) : id);
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

package dev.pgmigrate.plan;

import dev.pgmigrate.change.AddEnumValues;
import dev.pgmigrate.change.AlterInheritance;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateDefinition;
import dev.pgmigrate.change.DataStatement;
import dev.pgmigrate.change.DropConstraint;
import dev.pgmigrate.change.DropDefinition;
import dev.pgmigrate.change.DropIndex;
import dev.pgmigrate.change.Replacement;
import dev.pgmigrate.change.Stage;
import dev.pgmigrate.change.StepAside;
import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The stages of a unit, one after the other, of which the first few are done.
 *
 * <p>A unit whose changes cannot be told apart is one link: all their stages in one transaction.
 */
final class StageQueue {
  /** Stages that are committed together. */
  record Link(List<Stage> stages, boolean alone) {
    static Link of(Stage stage) {
      return new Link(List.of(stage), stage.alone());
    }

    boolean isBrief() {
      return !alone;
    }

    /** Whether it does something only on downgrade. */
    boolean isWayBack() {
      return stages.stream().allMatch(stage -> stage.up().statements().isEmpty());
    }
  }

  private final AtomicChanges unit;
  private final List<Change> changes;
  private final Set<ObjectId> locks;
  private final boolean whole;
  private final boolean longLock;
  private List<Link> links;
  private int done;

  private StageQueue(
      AtomicChanges unit,
      List<Change> changes,
      Set<ObjectId> locks,
      boolean whole,
      boolean longLock,
      List<Link> links) {
    this.longLock = longLock;
    this.unit = unit;
    this.changes = changes;
    this.locks = locks;
    this.whole = whole;
    this.links = links;
  }

  /**
   * The stages of a unit.
   *
   * @param living the tables that exist before and afterwards: the others lock nobody out
   * @param taken the names that no index and no constraint can have meanwhile
   * @param features what the servers can do
   */
  static StageQueue of(
      AtomicChanges unit,
      ChangeOrder order,
      Schema from,
      Schema to,
      Set<ObjectId> living,
      Set<String> taken,
      Features features) {
    List<Change> changes = unit.members().stream().map(order.changes()::get).toList();
    Set<ObjectId> locks = new TreeSet<>();
    changes.forEach(change -> locks.addAll(change.locks()));
    locks.retainAll(living);
    boolean longLock =
        changes.stream()
            .anyMatch(
                change ->
                    !change.blocking(from, to).isEmpty()
                        || !change.reverse().blocking(to, from).isEmpty());
    boolean used = changes.get(0).tableId().filter(living::contains).isPresent();
    List<Stage> stages =
        !used
            ? List.of()
            : changes.size() == 1
                ? changes.get(0).stages(from, to, features)
                : Replacement.stages(changes, from, to, taken, features).orElse(List.of());
    if (!stages.isEmpty()) {
      return new StageQueue(
          unit, changes, locks, false, longLock, stages.stream().map(Link::of).toList());
    }
    boolean alone =
        changes.stream().anyMatch(AddEnumValues.class::isInstance)
            || (changes.size() > 1 && !locks.isEmpty());
    List<Stage> plain = changes.stream().map(c -> Stage.brief(c.up(), c.reverse().up())).toList();
    return new StageQueue(unit, changes, locks, true, longLock, List.of(new Link(plain, alone)));
  }

  AtomicChanges unit() {
    return unit;
  }

  List<Change> changes() {
    return changes;
  }

  Set<ObjectId> locks() {
    return locks;
  }

  boolean isDone() {
    return done == links.size();
  }

  /** The link that is next. */
  Link link() {
    return links.get(done);
  }

  /** Whether its next walk over rows can be one with that of another. */
  boolean walksWith(StageQueue other) {
    return other != this
        && link().stages().size() == 1
        && other.link().stages().size() == 1
        && link().stages().get(0).up().with(other.link().stages().get(0).up()).isPresent();
  }

  /** The link that was next, with the planner's comments; the one after it is next now. */
  Link take(StepComments remarks) {
    if (done == 0) {
      links = commented(remarks);
    }
    return links.get(done++);
  }

  private List<Link> commented(StepComments remarks) {
    if (!whole) {
      List<Stage> stages = links.stream().map(link -> link.stages().get(0)).toList();
      return remarks.on(changes, stages).stream().map(Link::of).toList();
    }
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      stages.addAll(remarks.on(List.of(changes.get(i)), List.of(links.get(0).stages().get(i))));
    }
    if (changes.size() > 1 && !locks.isEmpty()) {
      stages = remarks.together(changes, locks, stages);
    }
    return List.of(new Link(remarks.kept(changes, stages), links.get(0).alone()));
  }

  /**
   * Whether something goes or leaves its parent, which may be in the way of more than the catalog
   * says; not where something takes its place.
   */
  boolean isFirst() {
    return (whole || changes.size() == 1)
        && changes.stream()
            .anyMatch(
                change ->
                    change instanceof DropConstraint
                        || change instanceof DropDefinition
                        || change instanceof StepAside
                        || change instanceof AlterInheritance);
  }

  /** Whether nothing but indexes go, which is best done when what takes their place is there. */
  boolean isLast() {
    return changes.stream().allMatch(DropIndex.class::isInstance);
  }

  /** Whether it takes its time, though it locks no table. */
  boolean isSlow() {
    return changes.stream()
        .anyMatch(
            change ->
                change instanceof DataStatement
                    || (change instanceof CreateDefinition
                        && change.object().kind() == ObjectKind.MATERIALIZED_VIEW));
  }

  /** Whether it rewrites all rows, or reads them, while others wait for the table. */
  boolean locksForLong() {
    return longLock;
  }
}

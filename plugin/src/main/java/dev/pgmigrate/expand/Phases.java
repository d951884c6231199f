package dev.pgmigrate.expand;

import dev.pgmigrate.change.AddColumn;
import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.change.AlterInheritance;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateDefinition;
import dev.pgmigrate.change.CreateTable;
import dev.pgmigrate.change.Dependencies;
import dev.pgmigrate.change.DropColumn;
import dev.pgmigrate.change.DropConstraint;
import dev.pgmigrate.change.DropDefinition;
import dev.pgmigrate.change.DropIndex;
import dev.pgmigrate.change.DropSequence;
import dev.pgmigrate.change.DropTable;
import dev.pgmigrate.change.Half;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.change.WarningKind;
import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.intent.Answers;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Changes in two halves: what the previous release and the new one both live with, and what the
 * previous one would trip over. Each change says for itself which half it belongs to; here is what
 * that means for those that belong together.
 *
 * @param expand come first
 * @param released columns that will go and that the new release no longer writes: until then they
 *     take rows without a value
 * @param contract what is left for the time when no previous release runs any more; what leads
 *     there is found by comparing again
 * @param warnings of changes that only one of the releases can live with
 */
public record Phases(
    List<Change> expand,
    List<AlterColumn> released,
    List<Change> contract,
    List<Warning> warnings) {
  public Phases {
    expand = List.copyOf(expand);
    released = List.copyOf(released);
    contract = List.copyOf(contract);
    warnings = List.copyOf(warnings);
  }

  /**
   * Divides the changes between two schemas.
   *
   * @param running the schema that the previous release knows: {@code from}, or less where some of
   *     it was never released
   */
  public static Phases of(
      List<Change> changes, Schema from, Schema to, Schema running, Equivalence equivalence) {
    return new Division(changes, from, to, running, equivalence).phases();
  }

  private static final class Division {
    private final List<Change> changes;
    private final List<Dependencies> facts;
    private final Schema to;
    private final Schema running;
    private final Set<ObjectId> known = new HashSet<>();
    private final CheckPairs checks;

    /** Of columns that only the downgrade recreates: they were generated. */
    private final List<Dependencies> recreatedOnDowngrade;

    /** What comes last, from its place to the form in which it already stands in the first half. */
    private final Map<Integer, Optional<Change>> last = new HashMap<>();

    Division(
        List<Change> changes, Schema from, Schema to, Schema running, Equivalence equivalence) {
      this.changes = changes;
      this.facts = changes.stream().map(change -> Dependencies.of(change, from, to)).toList();
      this.to = to;
      this.running = running;
      running.objects().map(SchemaObject::id).forEach(known::add);
      this.recreatedOnDowngrade =
          changes.stream()
              .filter(
                  change ->
                      change instanceof AlterColumn alter
                          && alter.reverse() instanceof AlterColumn back
                          && back.rebuilds()
                          && !alter.rebuilds())
              .map(Change::dependencies)
              .toList();
      this.checks = CheckPairs.of(changes, running, to, equivalence);
    }

    Phases phases() {
      Set<ObjectId> again = again();
      for (int i = 0; i < changes.size(); i++) {
        Change change = changes.get(i);
        if (isKnown(change) && !again.contains(change.object()) && half(change) == Half.CONTRACT) {
          last.put(i, checks.has(change) ? checks.meanwhile(change) : change.meanwhile(to));
        }
      }
      spread();
      List<Change> expand = new ArrayList<>();
      List<AlterColumn> released = new ArrayList<>();
      List<Change> contract = new ArrayList<>();
      List<Warning> warnings = new ArrayList<>();
      for (int i = 0; i < changes.size(); i++) {
        Change change = changes.get(i);
        Optional<Change> meanwhile = isInLastingKey(change) ? Optional.empty() : first(i);
        if (last.containsKey(i)) {
          contract.add(change);
        }
        if (change instanceof DropColumn drop
            && !isInKey(drop)
            && meanwhile.orElse(change) instanceof AlterColumn alter) {
          released.add(alter);
        } else {
          meanwhile.ifPresent(form -> expand.addAll(apart(form)));
        }
        if (isKnown(change)) {
          suitsOne(change).map(why -> warning(change, why)).ifPresent(warnings::add);
        }
      }
      return new Phases(expand, released, contract, warnings);
    }

    /** What the first half does about a change; nothing where all of it comes last. */
    private Optional<Change> first(int i) {
      return last.getOrDefault(i, Optional.of(changes.get(i)));
    }

    /** The key goes first; so the order of the other changes holds for it. */
    private static boolean isInKey(DropColumn drop) {
      return drop.table().primaryKey().stream()
          .anyMatch(key -> key.columns().contains(drop.column().name()));
    }

    /** A column that goes is NOT NULL as long as a primary key that it is part of is there. */
    private boolean isInLastingKey(Change change) {
      return change instanceof DropColumn drop
          && drop.meanwhile(to).isPresent()
          && last.keySet().stream().anyMatch(i -> isKeyOf(changes.get(i), drop.object()));
    }

    private static boolean isKeyOf(Change change, ObjectId column) {
      return change instanceof DropConstraint drop
          && drop.constraint().kind() == ObjectKind.PRIMARY_KEY
          && drop.table().name().equals(column.qualifiedName())
          && drop.constraint().columns().contains(column.name());
    }

    /** An identity and a sequence change places in two changes: one may want the other's name. */
    private static List<? extends Change> apart(Change form) {
      return form instanceof AlterColumn alter ? alter.apart() : List.of(form);
    }

    private static Warning warning(Change change, String why) {
      return new Warning(
          WarningKind.BREAKS_RUNNING_RELEASE.id(),
          change.object(),
          why + "; no form suits both releases",
          List.of("Stop the previous release first, or switch over to a second column or type"));
    }

    private Optional<String> suitsOne(Change change) {
      if (change instanceof AddColumn add && add.column().generated() != null && wasPlain(add)) {
        return Optional.of(
            name(add.object())
                + " is generated from the contract revision on; until then the new release reads"
                + " what the previous one wrote");
      }
      if (isInLastingKey(change)) {
        return Optional.of(
            name(change.object())
                + " is part of the primary key until the contract revision; until then the new"
                + " release cannot insert rows");
      }
      return change instanceof DropDefinition drop && givesWay(drop)
          ? Optional.of(
              drop.object() + " is dropped as soon as another object of its name is created")
          : change.suitsOneRelease();
    }

    /** A column as SQL names it, without the default namespace. */
    private static String name(ObjectId column) {
      return Answers.show(column);
    }

    private boolean wasPlain(AddColumn add) {
      return changes.stream()
          .anyMatch(
              change ->
                  change instanceof DropColumn drop
                      && drop.object().equals(add.object())
                      && drop.column().generated() == null);
    }

    private Half half(Change change) {
      if (change instanceof DropDefinition drop && givesWay(drop)) {
        return Half.EXPAND;
      }
      if (goesWithRecreated(change)) {
        return Half.EXPAND;
      }
      return checks.half(change).orElseGet(() -> change.half(running, to));
    }

    /** With both functions of a name at a time, a call may not say which one it means. */
    private boolean givesWay(DropDefinition drop) {
      return drop.object().kind() == ObjectKind.FUNCTION
          && changes.stream()
              .anyMatch(
                  change ->
                      change instanceof CreateDefinition create
                          && create.object().kind() == ObjectKind.FUNCTION
                          && create
                              .object()
                              .path()
                              .subList(0, 2)
                              .equals(drop.object().path().subList(0, 2)));
    }

    /** What no release knows it cannot miss. */
    private boolean isKnown(Change change) {
      ObjectId id = change.object();
      if (change.tableId().isPresent()) {
        ObjectId table = change.tableId().get();
        boolean column = id.kind() == ObjectKind.COLUMN && !comes(change);
        return known.contains(table)
            && (!column
                || running.table(table.qualifiedName()).stream()
                    .anyMatch(t -> t.column(id.name()).isPresent()));
      }
      return known.contains(id) || comes(change) || !standsForItself(id);
    }

    private boolean comes(Change change) {
      return change.dependencies().creates().contains(change.object());
    }

    private static boolean standsForItself(ObjectId id) {
      return id.path().size() <= 2 && id.kind() != ObjectKind.INDEX;
    }

    /** What goes and comes again without a loss: both releases find it afterwards. */
    private Set<ObjectId> again() {
      Set<ObjectId> created = new TreeSet<>();
      facts.forEach(fact -> created.addAll(fact.creates()));
      Set<ObjectId> again = new TreeSet<>();
      for (int i = 0; i < changes.size(); i++) {
        Change change = changes.get(i);
        boolean goes = facts.get(i).drops().contains(change.object());
        boolean judged =
            change.tableId().isPresent()
                && !(change instanceof DropDefinition || change instanceof DropColumn);
        boolean drawn = change instanceof DropSequence drop && !drop.rows().isEmpty();
        if (goes
            && !judged
            && !drawn
            && !change.destructive()
            && created.contains(change.object())) {
          again.add(change.object());
        }
      }
      return again;
    }

    /**
     * What can only come after what is last is last, too; so is the dropping of parts that must
     * come before: the index of a column that goes serves until it goes. What goes and comes again
     * for the sake of a change goes with it. What protects rows stays until its successor is there.
     */
    private void spread() {
      Set<Integer> seen = new LinkedHashSet<>(last.keySet());
      List<Integer> open = new ArrayList<>(seen);
      while (!open.isEmpty()) {
        int one = open.remove(open.size() - 1);
        for (int i = 0; i < changes.size(); i++) {
          if (!seen.contains(i) && joins(one, i)) {
            seen.add(i);
            last.put(i, Optional.empty());
            open.add(i);
          }
        }
      }
    }

    private boolean joins(int one, int other) {
      Change late = changes.get(one);
      Change change = changes.get(other);
      boolean needsNoKey =
          change instanceof AlterColumn alter
              && !alter.to().notNull()
              && isKeyOf(late, alter.object());
      if (late.covers(change)
          || (Successors.succeeds(late, change) && !goesWithRecreated(change))
          || needsNoKey
          || takesPlace(late, change)) {
        return true;
      }
      boolean apart =
          needsDone(one, other)
              || (serves(other, one) && !Successors.refuses(change, late) && needsGone(other, one));
      return apart && !comesAlready(one) && !makesWayAlready(one, other);
    }

    /** Whether the form of the first half already does what the other one needs. */
    private boolean makesWayAlready(int one, int other) {
      return last.getOrDefault(one, Optional.empty()).stream()
          .flatMap(form -> apart(form).stream())
          .anyMatch(form -> form.dependencies().makesWayFor(facts.get(other)));
    }

    /** Whether what it creates is there already in the form of the first half. */
    private boolean comesAlready(int one) {
      return !facts.get(one).creates().isEmpty()
          && last.getOrDefault(one, Optional.empty()).stream()
              .anyMatch(meanwhile -> meanwhile.getClass() == changes.get(one).getClass());
    }

    /** Whether the one must be done before the other can be: for what there is, not how it is. */
    private boolean needsDone(int one, int other) {
      return facts.get(one).makesWayFor(facts.get(other))
          || (changes.get(one) instanceof AlterInheritance
              && facts.get(one).before(facts.get(other)))
          || (changes.get(one) instanceof AlterColumn alter
              && alter.changesType()
              && isPart(changes.get(other))
              && comesAgain(other)
              && facts.get(one).before(facts.get(other)));
    }

    /** On downgrade it would go with the column, and nothing would bring it back. */
    private boolean goesWithRecreated(Change change) {
      return isPart(change)
          && recreatedOnDowngrade.stream().anyMatch(change.dependencies()::before);
    }

    private boolean needsGone(int part, int one) {
      return facts.get(part).makesWayFor(facts.get(one))
          || (changes.get(one) instanceof AlterColumn alter
              && alter.changesType()
              && comesAgain(part)
              && facts.get(part).before(facts.get(one)));
    }

    private boolean comesAgain(int i) {
      Set<ObjectId> drops = facts.get(i).drops();
      return facts.stream().anyMatch(fact -> fact.creates().stream().anyMatch(drops::contains));
    }

    /** There is one partition for the same rows at a time. */
    private static boolean takesPlace(Change late, Change change) {
      return late instanceof DropTable drop
          && change instanceof CreateTable create
          && drop.table().partition() != null
          && drop.table().partition().equals(create.table().partition());
    }

    /**
     * A check, or a primary key, of a column that goes and that the new release does not write is
     * only in its way.
     */
    private boolean serves(int part, int one) {
      boolean inTheWay =
          changes.get(part) instanceof DropConstraint drop
              && (drop.constraint().kind() == ObjectKind.CHECK
                  || drop.constraint().kind() == ObjectKind.PRIMARY_KEY);
      return isPart(changes.get(part))
          && !(inTheWay && changes.get(one) instanceof DropColumn)
          && !stepsAside(part);
    }

    /** Whether a column that it is over gets another type in the first half. */
    private boolean stepsAside(int part) {
      for (int i = 0; i < changes.size(); i++) {
        boolean alters =
            changes.get(i) instanceof AlterColumn alter
                && alter.changesType()
                && !last.containsKey(i);
        if (alters && facts.get(part).before(facts.get(i))) {
          return true;
        }
      }
      return false;
    }

    private static boolean isPart(Change change) {
      return change instanceof DropIndex
          || change instanceof DropConstraint
          || change instanceof DropDefinition
          || change instanceof DropSequence;
    }
  }
}

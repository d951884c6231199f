package dev.pgmigrate.expand;

import dev.pgmigrate.change.AddConstraint;
import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.change.AlterDomain;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.DropConstraint;
import dev.pgmigrate.change.EitherCheck;
import dev.pgmigrate.change.Half;
import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Checks that take the place of others. What the old one lets through the new one may refuse, and
 * the other way round; PostgreSQL is asked which.
 *
 * <p>A check that only lets more through belongs to the first half, one that only lets less through
 * to the second. One that does both stands in the first half in a wider form: what either lets
 * through.
 */
final class CheckPairs {
  private final IdentityHashMap<Change, Half> halves = new IdentityHashMap<>();
  private final IdentityHashMap<Change, Optional<Change>> meanwhile = new IdentityHashMap<>();

  private CheckPairs() {}

  /**
   * The pairs among these changes.
   *
   * @param running the schema that the previous release knows: a check of columns that it does not
   *     know refuses nothing that it writes
   */
  static CheckPairs of(List<Change> changes, Schema running, Schema to, Equivalence equivalence) {
    CheckPairs pairs = new CheckPairs();
    List<AddConstraint> open = new ArrayList<>();
    for (Change change : changes) {
      if (change instanceof AddConstraint add && add.constraint() instanceof Check check) {
        if (add.half(running, to) != Half.CONTRACT) {
          continue;
        }
        if (pairs.isImplied(add, check, changes, equivalence)) {
          pairs.halves.put(add, Half.EXPAND);
        } else {
          open.add(add);
        }
      } else if (change instanceof AlterDomain alter) {
        pairs.add(alter, equivalence);
      }
    }
    open.forEach(add -> pairs.hold(add, (Check) add.constraint(), changes, equivalence));
    open.forEach(add -> pairs.pair(add, (Check) add.constraint(), changes, equivalence));
    return pairs;
  }

  /** The checks of a domain change together with it. */
  private void add(AlterDomain alter, Equivalence equivalence) {
    Domain from = alter.from();
    Domain to = alter.to();
    Equivalence.Context context = Equivalence.Context.of(Equivalence.Kind.DOMAIN_CHECK, to);
    List<Check> checks = new ArrayList<>();
    for (Check check : to.checks()) {
      Optional<Check> old =
          from.checks().stream().filter(other -> other.name().equals(check.name())).findFirst();
      if (old.isPresent()) {
        checks.add(between(old.get(), check, equivalence, context));
      } else if (from.checks().stream()
          .anyMatch(
              other -> equivalence.implies(other.expression(), check.expression(), context))) {
        checks.add(check);
      }
    }
    Domain between = to.withNotNull(to.notNull() && from.notNull()).withChecks(checks);
    halves.put(alter, between.equals(to) ? Half.EXPAND : Half.CONTRACT);
    AlterDomain first = new AlterDomain(from, between);
    meanwhile.put(alter, first.up().isEmpty() ? Optional.empty() : Optional.of(first));
  }

  private static Check between(
      Check old, Check check, Equivalence equivalence, Equivalence.Context context) {
    Expression before = old.expression();
    Expression after = check.expression();
    return equivalence.implies(before, after, context)
        ? check
        : equivalence.implies(after, before, context)
            ? old
            : check.withExpression(EitherCheck.of(before, after));
  }

  /** Whether a check that stays refuses as much. */
  private boolean isImplied(
      AddConstraint add, Check check, List<Change> changes, Equivalence equivalence) {
    return add.table().constraints().stream()
        .filter(other -> changes.stream().noneMatch(c -> comes(c, add.table(), other)))
        .anyMatch(
            other ->
                other instanceof Check old
                    && old.validated()
                    && equivalence.implies(old.expression(), check.expression(), context(add)));
  }

  /** What a tighter check forbids, too, stays forbidden until that one is there. */
  private void hold(AddConstraint add, Check check, List<Change> changes, Equivalence equivalence) {
    for (DropConstraint drop : drops(add, changes)) {
      Expression before = ((Check) drop.constraint()).expression();
      if (!changesKind(drop.table(), (Check) drop.constraint(), changes)
          && equivalence.implies(check.expression(), before, context(add))
          && !equivalence.implies(before, check.expression(), context(add))) {
        halves.put(drop, Half.CONTRACT);
        meanwhile.put(drop, Optional.empty());
      }
    }
  }

  private void pair(AddConstraint add, Check check, List<Change> changes, Equivalence equivalence) {
    drops(add, changes).stream()
        .filter(
            drop ->
                drop.constraint().name().equals(check.name())
                    || isAbout(drop.table(), (Check) drop.constraint(), check))
        .findFirst()
        .ifPresent(drop -> pair(add, check, drop, changes, equivalence));
  }

  private void pair(
      AddConstraint add,
      Check check,
      DropConstraint drop,
      List<Change> changes,
      Equivalence equivalence) {
    Check old = (Check) drop.constraint();
    Expression before = old.expression();
    Expression after = check.expression();
    if (equivalence.implies(before, after, context(add))
        || changesKind(drop.table(), old, changes)) {
      halves.put(add, Half.EXPAND);
      halves.putIfAbsent(drop, Half.EXPAND);
      return;
    }
    halves.put(add, Half.CONTRACT);
    if (halves.get(drop) == Half.CONTRACT) {
      meanwhile.put(add, Optional.empty());
      return;
    }
    Check wider = check.withExpression(EitherCheck.of(before, after));
    meanwhile.put(add, Optional.of(new AddConstraint(add.table(), wider)));
    halves.put(drop, Half.EXPAND);
  }

  private static Equivalence.Context context(AddConstraint add) {
    return Equivalence.Context.of(Equivalence.Kind.CHECK, add.table());
  }

  /** The checks of the same table that are dropped, and that refuse rows. */
  private static List<DropConstraint> drops(AddConstraint add, List<Change> changes) {
    return changes.stream()
        .filter(DropConstraint.class::isInstance)
        .map(DropConstraint.class::cast)
        .filter(drop -> drop.table().name().equals(add.table().name()))
        .filter(drop -> drop.constraint() instanceof Check old && old.enforced())
        .toList();
  }

  /** Whether a column that it speaks of becomes one of which only one release can know. */
  private static boolean changesKind(Table table, Check check, List<Change> changes) {
    return changes.stream()
        .anyMatch(
            change ->
                change instanceof AlterColumn alter
                    && alter.table().name().equals(table.name())
                    && alter.suitsOneRelease().isPresent()
                    && check.expression().mentions(alter.to().name()));
  }

  /** Whether both speak of the same columns. */
  private static boolean isAbout(Table table, Check one, Check other) {
    return table.columns().stream()
            .allMatch(
                column ->
                    one.expression().mentions(column.name())
                        == other.expression().mentions(column.name()))
        && table.columns().stream().anyMatch(column -> one.expression().mentions(column.name()));
  }

  private static boolean comes(Change change, Table table, Constraint constraint) {
    return change instanceof AddConstraint add
        && add.table().name().equals(table.name())
        && add.constraint().equals(constraint);
  }

  Optional<Half> half(Change change) {
    return Optional.ofNullable(halves.get(change));
  }

  boolean has(Change change) {
    return meanwhile.containsKey(change);
  }

  Optional<Change> meanwhile(Change change) {
    return meanwhile.getOrDefault(change, Optional.empty());
  }
}

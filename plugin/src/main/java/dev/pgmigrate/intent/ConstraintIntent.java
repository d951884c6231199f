package dev.pgmigrate.intent;

import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Exclusion;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.KeyConstraint;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Unique;
import dev.pgmigrate.sql.Identifiers;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the constraints of a table shall be that both sides have. */
final class ConstraintIntent extends PartIntent<Constraint> {
  ConstraintIntent(Merge merge, Table desired, Table current, SameUniqueness uniqueness) {
    super(merge, desired, current, uniqueness);
  }

  @Override
  ObjectId named(Constraint found) {
    return ObjectId.of(found.kind(), current.name(), found.name());
  }

  @Override
  boolean same(Constraint d, Constraint c) {
    if (d.kind() != c.kind()) {
      return false;
    }
    if (d instanceof KeyConstraint key) {
      return sameKey(key.columns(), c.columns())
          || (hasAnyOrder(key) && !c.isTemporal() && samePermuted(key.columns(), c.columns()));
    }
    if (d instanceof Check a && c instanceof Check b) {
      return merge.sameCheck(a, b, desired);
    }
    if (d instanceof Exclusion a && c instanceof Exclusion b) {
      return a.method().equals(b.method())
          && a.operators().equals(b.operators())
          && KeyIntent.sameKeys(merge, desired, a.keys(), b.keys())
          && merge.same(
              a.predicate(),
              b.predicate(),
              Equivalence.Context.of(Equivalence.Kind.PREDICATE, desired));
    }
    return (d instanceof ForeignKey a && c instanceof ForeignKey b)
        ? a.hasSamePairs(b)
        : d.structure().equals(c.structure());
  }

  /**
   * A key that the entities state is met by the one of a table that somebody partitioned: there it
   * must hold the partition's columns too.
   */
  private boolean sameKey(List<String> stated, List<String> found) {
    String partitionBy = current.partitionBy();
    if (stated.equals(found) || partitionBy == null || desired.partitionBy() != null) {
      return stated.equals(found);
    }
    return found.containsAll(stated)
        && found.stream().allMatch(c -> stated.contains(c) || Identifiers.mentions(partitionBy, c));
  }

  /**
   * The columns of an entity's key come in an order of Hibernate's own; that of a join table varies
   * from run to run.
   */
  private boolean hasAnyOrder(KeyConstraint key) {
    if (key instanceof Unique unique) {
      return merge.unwritten().hasAnyOrder(desired, unique);
    }
    Set<String> referencing =
        desired.constraints(ForeignKey.class).stream()
            .flatMap(other -> other.columns().stream())
            .collect(Collectors.toSet());
    return !key.isTemporal()
        && (merge.unwritten().tables().contains(desired.name())
            || referencing.containsAll(key.columns()));
  }

  private static boolean samePermuted(List<String> one, List<String> other) {
    return one.size() == other.size() && Set.copyOf(one).equals(Set.copyOf(other));
  }

  /** What becomes enforced is validated with it, unless it is stated otherwise. */
  private static boolean validated(
      Merge.Both both, boolean wasEnforced, boolean desired, boolean current) {
    return wasEnforced ? both.pick("not-valid", desired, current) : desired;
  }

  @Override
  Constraint both(Constraint d, Constraint c, Merge.Both both, String name) {
    boolean takesCurrent =
        both.pickAlways("definition", d.structure(), c.structure(), same(d, c))
            .equals(c.structure());
    @Nullable String comment = both.pickNullable("comment", d.comment(), c.comment());
    if (d instanceof PrimaryKey a && c instanceof PrimaryKey b) {
      return new PrimaryKey(
          name,
          takesCurrent ? b.columns() : a.columns(),
          both.pick("without-overlaps", a.withoutOverlaps(), b.withoutOverlaps()),
          both.pick("include", a.include(), b.include()),
          both.pick("deferral", a.deferral(), b.deferral()),
          both.pick("parameters", a.parameters(), b.parameters()),
          both.pickNullable("tablespace", a.tablespace(), b.tablespace()),
          comment);
    }
    if (d instanceof Unique a && c instanceof Unique b) {
      return new Unique(
          name,
          takesCurrent ? b.columns() : a.columns(),
          both.pick("without-overlaps", a.withoutOverlaps(), b.withoutOverlaps()),
          both.pick("include", a.include(), b.include()),
          both.pick("nulls-not-distinct", a.nullsNotDistinct(), b.nullsNotDistinct()),
          both.pick("deferral", a.deferral(), b.deferral()),
          both.pick("parameters", a.parameters(), b.parameters()),
          both.pickNullable("tablespace", a.tablespace(), b.tablespace()),
          comment);
    }
    if (d instanceof Check a && c instanceof Check b) {
      return new Check(
          name,
          takesCurrent ? b.expression() : a.expression(),
          both.pick("not-enforced", a.enforced(), b.enforced()),
          validated(both, b.enforced(), a.validated(), b.validated()),
          both.pick("no-inherit", a.noInherit(), b.noInherit()),
          b.local(),
          comment);
    }
    if (d instanceof ForeignKey a && c instanceof ForeignKey b) {
      ForeignKey definition = takesCurrent ? b : a;
      return new ForeignKey(
          name,
          definition.columns(),
          definition.target(),
          definition.targetColumns(),
          both.pick("period", a.period(), b.period()),
          both.pick("match", a.match(), b.match()),
          both.pick("on-update", a.onUpdate(), b.onUpdate()),
          both.pick("on-delete", a.onDelete(), b.onDelete()),
          both.pick("set-null-columns", a.setNullColumns(), b.setNullColumns()),
          both.pick("deferral", a.deferral(), b.deferral()),
          both.pick("not-enforced", a.enforced(), b.enforced()),
          validated(both, b.enforced(), a.validated(), b.validated()),
          comment);
    }
    Exclusion a = (Exclusion) d;
    Exclusion b = (Exclusion) c;
    Exclusion definition = takesCurrent ? b : a;
    return new Exclusion(
        name,
        definition.method(),
        definition.keys(),
        definition.operators(),
        both.pick("include", a.include(), b.include()),
        definition.predicate(),
        both.pick("deferral", a.deferral(), b.deferral()),
        both.pick("parameters", a.parameters(), b.parameters()),
        both.pickNullable("tablespace", a.tablespace(), b.tablespace()),
        comment);
  }
}

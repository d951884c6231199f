package dev.pgmigrate.diff;

import dev.pgmigrate.change.AddConstraint;
import dev.pgmigrate.change.AlterConstraint;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.DropConstraint;
import dev.pgmigrate.change.RenameConstraint;
import dev.pgmigrate.change.SetComment;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Exclusion;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares the constraints of a table. */
final class ConstraintComparator {
  private final Table from;
  private final Table to;
  private final Equivalence equivalence;

  ConstraintComparator(Table from, Table to, Equivalence equivalence) {
    this.from = from;
    this.to = to;
    this.equivalence = equivalence;
  }

  void compare(List<Change> changes) {
    Lists.Difference<Constraint> difference =
        Lists.diff(from.constraints(), to.constraints(), c -> c.kind() + " " + c.name());
    List<Constraint> removed = new ArrayList<>(difference.removed());
    for (Constraint added : difference.added()) {
      Constraint old = underAnotherName(added, removed);
      if (old == null) {
        changes.add(new AddConstraint(to, added));
      } else {
        removed.remove(old);
        changes.add(new RenameConstraint(to, old, old.withName(added.name())));
        comment(old, added, changes);
      }
    }
    removed.forEach(constraint -> changes.add(new DropConstraint(from, constraint)));
    difference.common().forEach(pair -> compare(pair.from(), pair.to(), changes));
  }

  private @Nullable Constraint underAnotherName(Constraint added, List<Constraint> removed) {
    for (Constraint old : removed) {
      if (old.kind() == added.kind()
          && sameButComment(old.withName(added.name()), settled(old, added))) {
        return old;
      }
    }
    return null;
  }

  private void compare(Constraint old, Constraint stated, List<Change> changes) {
    Constraint settled = settled(old, stated);
    if (sameButComment(old, settled)) {
      comment(old, settled, changes);
    } else if (AlterConstraint.reaches(to, old, settled)) {
      changes.add(new AlterConstraint(to, old, settled));
      comment(old, settled, changes);
    } else {
      changes.add(new DropConstraint(from, old));
      changes.add(new AddConstraint(to, stated));
    }
  }

  private void comment(Constraint old, Constraint stated, List<Change> changes) {
    if (!Objects.equals(old.comment(), stated.comment())) {
      changes.add(SetComment.on(to, stated, old.comment(), stated.comment()));
    }
  }

  private static boolean sameButComment(Constraint a, Constraint b) {
    return a.withComment(null).equals(b.withComment(null));
  }

  /** {@code stated}, with the expressions of {@code old} where they mean the same. */
  private Constraint settled(Constraint old, Constraint stated) {
    if (old instanceof Check a && stated instanceof Check b) {
      return Expressions.same(
              a.expression(),
              b.expression(),
              equivalence,
              Equivalence.Context.of(Equivalence.Kind.CHECK, to))
          ? b.withExpression(a.expression())
          : b;
    }
    if (old instanceof Exclusion a && stated instanceof Exclusion b) {
      return b.withExpressions(
          Expressions.settleKeys(a.keys(), b.keys(), equivalence, to),
          Expressions.settle(
              a.predicate(),
              b.predicate(),
              equivalence,
              Equivalence.Context.of(Equivalence.Kind.PREDICATE, to)));
    }
    return stated;
  }
}

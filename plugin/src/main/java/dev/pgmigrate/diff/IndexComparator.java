package dev.pgmigrate.diff;

import dev.pgmigrate.change.AlterIndex;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateIndex;
import dev.pgmigrate.change.DropIndex;
import dev.pgmigrate.change.RenameIndex;
import dev.pgmigrate.change.SetComment;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares the indexes of a table. */
final class IndexComparator {
  private final Table from;
  private final Table to;
  private final Equivalence equivalence;

  IndexComparator(Table from, Table to, Equivalence equivalence) {
    this.from = from;
    this.to = to;
    this.equivalence = equivalence;
  }

  void compare(List<Change> changes) {
    Lists.Difference<Index> difference = Lists.diff(from.indexes(), to.indexes(), Index::name);
    List<Index> removed = new ArrayList<>(difference.removed());
    for (Index added : difference.added()) {
      Index old = underAnotherName(added, removed);
      if (old == null) {
        changes.add(new CreateIndex(to, added));
      } else {
        removed.remove(old);
        changes.add(new RenameIndex(to, old, old.withName(added.name())));
        comment(old, added, changes);
      }
    }
    removed.forEach(index -> changes.add(new DropIndex(from, index)));
    difference.common().forEach(pair -> compare(pair.from(), pair.to(), changes));
  }

  private @Nullable Index underAnotherName(Index added, List<Index> removed) {
    for (Index old : removed) {
      if (sameButComment(old.withName(added.name()), settled(old, added))) {
        return old;
      }
    }
    return null;
  }

  private void compare(Index old, Index stated, List<Change> changes) {
    Index settled = settled(old, stated);
    if (sameButComment(old, settled)) {
      comment(old, settled, changes);
    } else if (AlterIndex.reaches(to, old, settled)) {
      changes.add(new AlterIndex(to, old, settled));
      comment(old, settled, changes);
    } else {
      changes.add(new DropIndex(from, old));
      changes.add(new CreateIndex(to, stated));
    }
  }

  private void comment(Index old, Index stated, List<Change> changes) {
    if (!Objects.equals(old.comment(), stated.comment())) {
      changes.add(SetComment.on(to, stated, old.comment(), stated.comment()));
    }
  }

  private static boolean sameButComment(Index a, Index b) {
    return a.withComment(null).equals(b.withComment(null));
  }

  /** {@code stated}, with the expressions of {@code old} where they mean the same. */
  private Index settled(Index old, Index stated) {
    return stated.withExpressions(
        Expressions.settleKeys(old.keys(), stated.keys(), equivalence, to),
        Expressions.settle(
            old.predicate(),
            stated.predicate(),
            equivalence,
            Equivalence.Context.of(Equivalence.Kind.PREDICATE, to)));
  }
}

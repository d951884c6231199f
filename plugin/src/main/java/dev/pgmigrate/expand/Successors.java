package dev.pgmigrate.expand;

import dev.pgmigrate.change.AddConstraint;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateIndex;
import dev.pgmigrate.change.DropConstraint;
import dev.pgmigrate.change.DropIndex;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Exclusion;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.KeyConstraint;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which protection of a table's rows takes the place of which. */
final class Successors {
  /** Rows are unique by these columns and expressions, where the predicate holds. */
  private record Key(
      QualifiedName table, Set<String> about, @Nullable Expression predicate, boolean primary) {
    /** Whether it refuses all that the other one refuses. */
    boolean refusesAsMuchAs(Key other) {
      return table.equals(other.table)
          && other.about.containsAll(about)
          && (predicate == null || predicate.equals(other.predicate));
    }
  }

  private Successors() {}

  /** Whether what {@code gone} takes away must stay until {@code late} has put it in force anew. */
  static boolean succeeds(Change late, Change gone) {
    Key after =
        late instanceof AddConstraint add ? key(add.table(), add.constraint()) : created(late);
    Key before =
        gone instanceof DropConstraint drop ? key(drop.table(), drop.constraint()) : dropped(gone);
    if (after != null && before != null) {
      return after.refusesAsMuchAs(before)
          || (after.primary() && before.primary() && after.table().equals(before.table()));
    }
    return late instanceof AddConstraint add
        && gone instanceof DropConstraint drop
        && add.table().name().equals(drop.table().name())
        && isSame(add.constraint(), drop.constraint());
  }

  /**
   * Whether {@code gone} refuses what the new release writes, so that it cannot stay until {@code
   * late}: a foreign key that refers to something else afterwards.
   */
  static boolean refuses(Change gone, Change late) {
    return late instanceof AddConstraint add
        && gone instanceof DropConstraint drop
        && add.constraint().kind() == ObjectKind.FOREIGN_KEY
        && drop.constraint().kind() == ObjectKind.FOREIGN_KEY
        && !isSame(add.constraint(), drop.constraint());
  }

  private static boolean isSame(Constraint after, Constraint before) {
    return (after instanceof ForeignKey key
            && before instanceof ForeignKey old
            && key.hasSamePairs(old))
        || (after instanceof Exclusion a
            && before instanceof Exclusion b
            && (a.name().equals(b.name())
                || (a.keys().equals(b.keys())
                    && a.operators().equals(b.operators())
                    && a.predicate() == null)));
  }

  private static @Nullable Key key(Table table, Constraint constraint) {
    return constraint instanceof KeyConstraint
        ? new Key(
            table.name(),
            Set.copyOf(constraint.columns()),
            null,
            constraint.kind() == ObjectKind.PRIMARY_KEY)
        : null;
  }

  private static @Nullable Key created(Change change) {
    return change instanceof CreateIndex create ? key(create.table(), create.index()) : null;
  }

  private static @Nullable Key dropped(Change change) {
    return change instanceof DropIndex drop ? key(drop.table(), drop.index()) : null;
  }

  private static @Nullable Key key(Table table, Index index) {
    return index.unique()
        ? new Key(
            table.name(),
            index.keys().stream().map(IndexKey::subject).collect(Collectors.toSet()),
            index.predicate(),
            false)
        : null;
  }
}

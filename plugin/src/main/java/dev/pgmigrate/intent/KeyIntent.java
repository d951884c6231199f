package dev.pgmigrate.intent;

import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the keys of indexes and exclusion constraints. */
final class KeyIntent {
  private KeyIntent() {}

  /** Whether both index the same columns and expressions, in whatever way. */
  static boolean sameSubjects(
      Merge merge, Table desired, List<IndexKey> stated, List<IndexKey> found) {
    if (stated.size() != found.size()) {
      return false;
    }
    for (int i = 0; i < stated.size(); i++) {
      if (!sameSubject(merge, desired, stated.get(i), found.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether both are the same keys to the last option. */
  static boolean sameKeys(Merge merge, Table desired, List<IndexKey> a, List<IndexKey> b) {
    return sameSubjects(merge, desired, a, b) && options(a).equals(options(b));
  }

  private static List<IndexKey> options(List<IndexKey> keys) {
    return keys.stream()
        .map(
            k ->
                new IndexKey(
                    null, null, k.operatorClass(), k.collation(), k.descending(), k.nullsFirst()))
        .toList();
  }

  /** The key of {@code keys} for the same column or expression, or null. */
  static @Nullable IndexKey find(Merge merge, Table desired, IndexKey key, List<IndexKey> keys) {
    for (IndexKey candidate : keys) {
      if (sameSubject(merge, desired, key, candidate)) {
        return candidate;
      }
    }
    return null;
  }

  private static boolean sameSubject(Merge merge, Table desired, IndexKey a, IndexKey b) {
    return a.subject().equals(b.subject())
        || (a.expression() != null
            && b.expression() != null
            && merge.same(
                a.expression(),
                b.expression(),
                Equivalence.Context.of(Equivalence.Kind.INDEX_KEY, desired)));
  }
}

package dev.pgmigrate.diff;

import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Expressions that may mean the same. */
public final class Expressions {
  private Expressions() {}

  /** {@code to}, or {@code from} where it means the same: then there is no difference left. */
  static @Nullable Expression settle(
      @Nullable Expression from,
      @Nullable Expression to,
      Equivalence equivalence,
      Equivalence.Context context) {
    return from != null && to != null && same(from, to, equivalence, context) ? from : to;
  }

  static boolean same(
      Expression a, Expression b, Equivalence equivalence, Equivalence.Context context) {
    return a.equals(b) || equivalence.same(a, b, context);
  }

  /**
   * Whether a default that means the same stays as it is written. A column of another type gets its
   * default anew, in the words of who states it: {@code '0'} for {@code 0} when it is text again.
   */
  public static boolean keepsWords(
      @Nullable Expression from, @Nullable Expression to, DataType before, DataType after) {
    return from == null
        || to == null
        || AlterColumn.sameBase(before, after)
        || from.text().equals(to.text());
  }

  /** As {@link #settle}, key by key. */
  static List<IndexKey> settleKeys(
      List<IndexKey> from, List<IndexKey> to, Equivalence equivalence, Table table) {
    if (from.size() != to.size()) {
      return to;
    }
    List<IndexKey> settled = new ArrayList<>();
    for (int i = 0; i < to.size(); i++) {
      IndexKey key = to.get(i);
      settled.add(
          key.withExpression(
              settle(
                  from.get(i).expression(),
                  key.expression(),
                  equivalence,
                  Equivalence.Context.of(Equivalence.Kind.INDEX_KEY, table))));
    }
    return settled;
  }
}

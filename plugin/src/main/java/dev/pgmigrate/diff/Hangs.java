package dev.pgmigrate.diff;

import dev.pgmigrate.ddl.Identifiers;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Exclusion;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.Unique;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether an object falls with a column. */
public final class Hangs {
  private Hangs() {}

  public static boolean onColumns(Constraint constraint, Set<String> columns) {
    if (columns.isEmpty()) {
      return false;
    }
    if (constraint instanceof PrimaryKey key) {
      return any(key.columns(), columns) || any(key.include(), columns);
    }
    if (constraint instanceof Unique unique) {
      return any(unique.columns(), columns) || any(unique.include(), columns);
    }
    if (constraint instanceof ForeignKey key) {
      return any(key.columns(), columns);
    }
    if (constraint instanceof Check check) {
      return mentions(check.expression(), columns);
    }
    Exclusion exclusion = (Exclusion) constraint;
    return keys(exclusion.keys(), columns)
        || any(exclusion.include(), columns)
        || mentions(exclusion.predicate(), columns);
  }

  public static boolean onColumns(Index index, Set<String> columns) {
    return !columns.isEmpty()
        && (keys(index.keys(), columns)
            || any(index.include(), columns)
            || mentions(index.predicate(), columns));
  }

  private static boolean keys(List<IndexKey> keys, Set<String> columns) {
    return keys.stream()
        .anyMatch(
            key ->
                key.column() != null
                    ? columns.contains(key.column())
                    : mentions(key.expression(), columns));
  }

  private static boolean any(List<String> names, Set<String> columns) {
    return !Collections.disjoint(names, columns);
  }

  private static boolean mentions(@Nullable Expression expression, Set<String> columns) {
    return expression != null
        && columns.stream().anyMatch(c -> Identifiers.mentions(expression.canonical(), c));
  }
}

package dev.pgmigrate.diff;

import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.sql.Identifiers;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Whether an object falls with a column. */
public final class Hangs {
  private Hangs() {}

  public static boolean onColumns(Constraint constraint, Set<String> columns) {
    return any(constraint.columns(), columns)
        || any(constraint.include(), columns)
        || mention(constraint.expressions(), columns);
  }

  public static boolean onColumns(Index index, Set<String> columns) {
    return any(index.columns(), columns)
        || any(index.include(), columns)
        || mention(index.expressions(), columns);
  }

  private static boolean any(List<String> names, Set<String> columns) {
    return !Collections.disjoint(names, columns);
  }

  private static boolean mention(List<Expression> expressions, Set<String> columns) {
    return expressions.stream()
        .anyMatch(
            e -> columns.stream().anyMatch(name -> Identifiers.mentions(e.canonical(), name)));
  }
}

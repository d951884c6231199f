package dev.pgmigrate.diff;

import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.TablePart;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Whether an object falls with a column. */
public final class Hangs {
  private Hangs() {}

  public static boolean onColumns(TablePart part, Set<String> columns) {
    return any(part.columns(), columns)
        || any(part.include(), columns)
        || mention(part.expressions(), columns);
  }

  private static boolean any(List<String> names, Set<String> columns) {
    return !Collections.disjoint(names, columns);
  }

  private static boolean mention(List<Expression> expressions, Set<String> columns) {
    return expressions.stream().anyMatch(e -> columns.stream().anyMatch(name -> e.mentions(name)));
  }
}

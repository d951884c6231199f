package dev.pgmigrate.diff;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.Table;
import java.util.List;

/** Tables with one thing another. */
public final class Tables {
  private Tables() {}

  /** What accepted.txt shows of a table. */
  public static String shape(Table table) {
    int columns = table.columns().size();
    return columns + (columns == 1 ? " column" : " columns");
  }

  public static Table withConstraints(Table t, List<Constraint> constraints) {
    return withParts(t, t.columns(), constraints, t.indexes());
  }

  public static Table withParts(
      Table t, List<Column> columns, List<Constraint> constraints, List<Index> indexes) {
    return new Table(
        t.name(),
        columns,
        constraints,
        indexes,
        t.unlogged(),
        t.parameters(),
        t.tablespace(),
        t.accessMethod(),
        t.replicaIdentity(),
        t.partitionBy(),
        t.partition(),
        t.inherits(),
        t.rowSecurity(),
        t.comment(),
        t.access());
  }
}

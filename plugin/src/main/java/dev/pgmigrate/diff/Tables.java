package dev.pgmigrate.diff;

import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Table;
import java.util.List;

/** Tables with one thing another. */
final class Tables {
  private Tables() {}

  static Table withConstraints(Table t, List<Constraint> constraints) {
    return new Table(
        t.name(),
        t.columns(),
        constraints,
        t.indexes(),
        t.unlogged(),
        t.parameters(),
        t.tablespace(),
        t.accessMethod(),
        t.replicaIdentity(),
        t.partitionBy(),
        t.partition(),
        t.inherits(),
        t.comment(),
        t.access());
  }
}

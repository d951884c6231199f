package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Exclusion;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.Unique;

/** Objects stripped of their comment, which is changed on its own. */
public final class Uncommented {
  private Uncommented() {}

  /** The same constraint without its comment. */
  public static Constraint without(Constraint constraint) {
    if (constraint instanceof PrimaryKey k) {
      return new PrimaryKey(
          k.name(),
          k.columns(),
          k.withoutOverlaps(),
          k.include(),
          k.deferral(),
          k.parameters(),
          k.tablespace(),
          null);
    }
    if (constraint instanceof Unique u) {
      return new Unique(
          u.name(),
          u.columns(),
          u.withoutOverlaps(),
          u.include(),
          u.nullsNotDistinct(),
          u.deferral(),
          u.parameters(),
          u.tablespace(),
          null);
    }
    if (constraint instanceof ForeignKey k) {
      return new ForeignKey(
          k.name(),
          k.columns(),
          k.target(),
          k.targetColumns(),
          k.period(),
          k.match(),
          k.onUpdate(),
          k.onDelete(),
          k.setNullColumns(),
          k.deferral(),
          k.enforced(),
          k.validated(),
          null);
    }
    if (constraint instanceof Check c) {
      return new Check(
          c.name(), c.expression(), c.enforced(), c.validated(), c.noInherit(), c.local(), null);
    }
    Exclusion e = (Exclusion) constraint;
    return new Exclusion(
        e.name(),
        e.method(),
        e.keys(),
        e.operators(),
        e.include(),
        e.predicate(),
        e.deferral(),
        e.parameters(),
        e.tablespace(),
        null);
  }

  /** The same index without its comment. */
  public static Index without(Index i) {
    return new Index(
        i.name(),
        i.method(),
        i.keys(),
        i.include(),
        i.unique(),
        i.nullsNotDistinct(),
        i.predicate(),
        i.parameters(),
        i.tablespace(),
        i.valid(),
        i.clustered(),
        null);
  }
}

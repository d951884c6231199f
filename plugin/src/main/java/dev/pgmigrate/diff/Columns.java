package dev.pgmigrate.diff;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.Generated;
import org.jspecify.annotations.Nullable;

/** Columns with one thing another. */
public final class Columns {
  private Columns() {}

  public static Column notNull(Column c) {
    return with(c, c.name(), c.type(), true, c.defaultValue(), c.generated());
  }

  public static Column nullable(Column c) {
    return with(c, c.name(), c.type(), false, c.defaultValue(), c.generated());
  }

  static Column named(Column c, String name) {
    return with(c, name, c.type(), c.notNull(), c.defaultValue(), c.generated());
  }

  static Column typed(Column c, DataType type) {
    return with(c, c.name(), type, c.notNull(), c.defaultValue(), c.generated());
  }

  static Column generatedAs(Column c, @Nullable Generated generated) {
    return with(c, c.name(), c.type(), c.notNull(), c.defaultValue(), generated);
  }

  public static Column defaultingTo(Column c, @Nullable Expression defaultValue) {
    return with(c, c.name(), c.type(), c.notNull(), defaultValue, c.generated());
  }

  private static Column with(
      Column c,
      String name,
      DataType type,
      boolean notNull,
      @Nullable Expression defaultValue,
      @Nullable Generated generated) {
    return new Column(
        name,
        type,
        notNull,
        c.notNullConstraint(),
        defaultValue,
        c.identity(),
        generated,
        c.collation(),
        c.storage(),
        c.compression(),
        c.statistics(),
        c.local(),
        c.comment(),
        c.access());
  }
}

package dev.pgmigrate.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A unique constraint. A unique index without a constraint is an {@link Index}.
 *
 * @param columns in key order
 * @param withoutOverlaps the last column is a range, and keys are unique at any point of it
 *     (PostgreSQL 18)
 * @param include the non-key columns of INCLUDE
 * @param nullsNotDistinct NULLS NOT DISTINCT: at most one NULL (PostgreSQL 15)
 * @param parameters storage parameters of the index, such as {@code fillfactor}
 */
public record Unique(
    String name,
    List<String> columns,
    boolean withoutOverlaps,
    List<String> include,
    boolean nullsNotDistinct,
    Deferral deferral,
    Map<String, String> parameters,
    @Nullable String tablespace,
    @Nullable String comment)
    implements Constraint {
  public Unique {
    columns = List.copyOf(columns);
    include = List.copyOf(include);
    parameters = Maps.ordered(parameters);
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.UNIQUE;
  }

  @Override
  public String structure() {
    return "(" + String.join(", ", columns) + ")";
  }

  @Override
  public Unique withName(String name) {
    return new Unique(
        name,
        columns,
        withoutOverlaps,
        include,
        nullsNotDistinct,
        deferral,
        parameters,
        tablespace,
        comment);
  }

  @Override
  public Map<String, Object> aspects() {
    return new Aspects()
        .add("without-overlaps", withoutOverlaps)
        .add("include", include)
        .add("nulls-not-distinct", nullsNotDistinct)
        .add("deferral", deferral, Deferral.NOT_DEFERRABLE)
        .add("parameters", parameters)
        .add("tablespace", tablespace)
        .add("comment", comment)
        .map();
  }
}

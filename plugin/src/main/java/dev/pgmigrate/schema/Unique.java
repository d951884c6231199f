package dev.pgmigrate.schema;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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
    implements KeyConstraint {
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
  public Unique map(UnaryOperator<String> column, UnaryOperator<Expression> expression) {
    return with(
        draft -> {
          draft.columns = columns.stream().map(column).toList();
          draft.include = include.stream().map(column).toList();
        });
  }

  @Override
  public Unique withName(String name) {
    return with(draft -> draft.name = name);
  }

  @Override
  public Unique withComment(@Nullable String comment) {
    return with(draft -> draft.comment = comment);
  }

  @Override
  public Unique withDefaultStorage() {
    return with(
        draft -> {
          draft.parameters = Map.of();
          draft.tablespace = null;
        });
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

  private Unique with(Consumer<Draft> change) {
    Draft draft = new Draft();
    change.accept(draft);
    return draft.done();
  }

  /** A copy in the making, so that each part stands beside its name. */
  private final class Draft {
    String name = Unique.this.name;
    List<String> columns = Unique.this.columns;
    boolean withoutOverlaps = Unique.this.withoutOverlaps;
    List<String> include = Unique.this.include;
    boolean nullsNotDistinct = Unique.this.nullsNotDistinct;
    Deferral deferral = Unique.this.deferral;
    Map<String, String> parameters = Unique.this.parameters;
    @Nullable String tablespace = Unique.this.tablespace;
    @Nullable String comment = Unique.this.comment;

    Unique done() {
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
  }
}

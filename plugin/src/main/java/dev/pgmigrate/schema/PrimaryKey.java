package dev.pgmigrate.schema;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A primary key.
 *
 * @param columns in key order
 * @param withoutOverlaps the last column is a range, and keys are unique at any point of it
 *     (PostgreSQL 18)
 * @param include the non-key columns of INCLUDE
 * @param parameters storage parameters of the index, such as {@code fillfactor}
 */
public record PrimaryKey(
    String name,
    List<String> columns,
    boolean withoutOverlaps,
    List<String> include,
    Deferral deferral,
    Map<String, String> parameters,
    @Nullable String tablespace,
    @Nullable String comment)
    implements KeyConstraint {
  public PrimaryKey {
    columns = List.copyOf(columns);
    include = List.copyOf(include);
    parameters = Maps.ordered(parameters);
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.PRIMARY_KEY;
  }

  @Override
  public PrimaryKey map(UnaryOperator<String> column, UnaryOperator<Expression> expression) {
    return new PrimaryKey(
        name,
        columns.stream().map(column).toList(),
        withoutOverlaps,
        include.stream().map(column).toList(),
        deferral,
        parameters,
        tablespace,
        comment);
  }

  @Override
  public PrimaryKey withName(String name) {
    return new PrimaryKey(
        name, columns, withoutOverlaps, include, deferral, parameters, tablespace, comment);
  }

  @Override
  public PrimaryKey withComment(@Nullable String comment) {
    return new PrimaryKey(
        name, columns, withoutOverlaps, include, deferral, parameters, tablespace, comment);
  }

  @Override
  public PrimaryKey withDefaultStorage() {
    return new PrimaryKey(
        name, columns, withoutOverlaps, include, deferral, Map.of(), null, comment);
  }

  @Override
  public Map<String, Object> aspects() {
    return new Aspects()
        .add("without-overlaps", withoutOverlaps)
        .add("include", include)
        .add("deferral", deferral, Deferral.NOT_DEFERRABLE)
        .add("parameters", parameters)
        .add("tablespace", tablespace)
        .add("comment", comment)
        .map();
  }
}

package dev.pgmigrate.rows;

import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A schema with one thing that a later one demands of its rows: rows that are made for it fit both.
 * Nothing else is taken over, so that the rows stay as various as they can be: what would be done
 * to a NULL, say, is seen although a check refuses other rows.
 */
public final class FittingSchema {
  private FittingSchema() {}

  /**
   * The schema with the demand that a row did not meet.
   *
   * @param later where the demand stands
   * @param table whose row was refused
   * @param column the column that may not be NULL, if it was that
   * @param constraint the check or foreign key, if it was one
   * @return empty where rows for the schema cannot be made so, or are so already
   */
  public static Optional<Schema> of(
      Schema schema,
      Schema later,
      QualifiedName table,
      @Nullable String column,
      @Nullable String constraint) {
    Set<QualifiedName> tables = withParents(table, later);
    Schema stricter =
        schema.withTables(
            schema.tables().stream()
                .map(
                    one ->
                        later
                            .table(one.name())
                            .filter(to -> tables.contains(to.name()))
                            .map(to -> fitting(one, to, schema, column, constraint))
                            .orElse(one))
                .toList());
    return stricter.equals(schema) ? Optional.empty() : Optional.of(stricter);
  }

  /** A row of a partition is made by way of its parent. */
  private static Set<QualifiedName> withParents(QualifiedName name, Schema schema) {
    Set<QualifiedName> all = new TreeSet<>(Set.of(name));
    schema
        .table(name)
        .ifPresent(
            table -> table.parents().forEach(parent -> all.addAll(withParents(parent, schema))));
    return all;
  }

  private static Table fitting(
      Table table,
      Table later,
      Schema schema,
      @Nullable String column,
      @Nullable String constraint) {
    if (constraint == null) {
      return table.withParts(
          table.columns().stream()
              .map(one -> one.name().equals(column) ? one.withNotNull(true, null) : one)
              .toList(),
          table.constraints(),
          table.indexes());
    }
    return later.constraints().stream()
        .filter(one -> one.name().equals(constraint))
        .filter(one -> table.constraints().stream().noneMatch(o -> o.name().equals(one.name())))
        .filter(one -> isAboutBoth(one, table, later, schema))
        .findFirst()
        .map(
            one ->
                table.withParts(
                    table.columns(),
                    Stream.concat(table.constraints().stream(), Stream.of(one)).toList(),
                    table.indexes()))
        .orElse(table);
  }

  private static boolean isAboutBoth(
      Constraint constraint, Table table, Table later, Schema schema) {
    List<String> columns = table.columns().stream().map(Column::name).toList();
    if (constraint instanceof ForeignKey key) {
      return columns.containsAll(key.columns())
          && schema
              .table(key.target())
              .filter(
                  target ->
                      target.columns().stream()
                          .map(Column::name)
                          .toList()
                          .containsAll(key.targetColumns()))
              .isPresent();
    }
    return constraint instanceof Check check
        && columns.containsAll(
            SqlNames.mentioned(
                check.expression().canonical(),
                later.columns().stream().map(Column::name).toList()));
  }
}

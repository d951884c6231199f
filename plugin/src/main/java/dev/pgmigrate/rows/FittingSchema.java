package dev.pgmigrate.rows;

import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A schema with what a later one demands of its rows: rows that are made for it fit both. NOT NULL,
 * checks and foreign keys are taken over, as far as they are about columns that are there already.
 */
public final class FittingSchema {
  private FittingSchema() {}

  /** The schema, its tables as strict as those of the same name later. */
  public static Schema of(Schema schema, Schema later) {
    return schema.withTables(
        schema.tables().stream()
            .map(
                table ->
                    later.table(table.name()).map(to -> fitting(table, to, schema)).orElse(table))
            .toList());
  }

  private static Table fitting(Table table, Table later, Schema schema) {
    List<Column> columns =
        table.columns().stream()
            .map(
                column ->
                    same(column, later).filter(Column::isFilled).isPresent()
                        ? column.withNotNull(true, null)
                        : column)
            .toList();
    List<Constraint> constraints = new ArrayList<>(table.constraints());
    later.constraints().stream()
        .filter(one -> table.constraints().stream().noneMatch(o -> o.name().equals(one.name())))
        .filter(one -> isAboutBoth(one, table, later, schema))
        .forEach(constraints::add);
    return table.withParts(columns, constraints, table.indexes());
  }

  /** The column later, if its values are of the same type. */
  private static Optional<Column> same(Column column, Table later) {
    return later.columns().stream()
        .filter(to -> to.name().equals(column.name()) && to.type().equals(column.type()))
        .findFirst();
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

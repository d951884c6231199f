package dev.pgmigrate.project;

import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.entity.EntityModel;
import dev.pgmigrate.entity.MappedTable;
import dev.pgmigrate.entity.NumberedColumn;
import dev.pgmigrate.intent.Desired;
import dev.pgmigrate.intent.Unwritten;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the project states: its entities and its schema files, as PostgreSQL reads them.
 *
 * @param plain the schema without aspects that existing columns need not have
 * @param rows the statements of the entities' DDL that insert rows
 * @param schemaFiles the number of schema files
 */
public record DesiredState(
    Catalog catalog, Schema plain, EntityModel model, List<Statement> rows, int schemaFiles) {
  public DesiredState {
    rows = List.copyOf(rows);
  }

  public Desired desired() {
    return new Desired(catalog.schema(), plain, unwritten());
  }

  /** What of it JPA has a default for. */
  private Unwritten unwritten() {
    return new Unwritten(
        model.tables().stream()
            .map(MappedTable::name)
            .map(StaleModel::qualified)
            .collect(Collectors.toSet()),
        model.numbered().stream()
            .map(NumberedColumn::sequence)
            .map(StaleModel::qualified)
            .collect(Collectors.toSet()),
        model.tables().stream()
            .flatMap(
                table ->
                    table.columns().stream()
                        .filter(column -> !column.isWithoutField())
                        .map(c -> ObjectId.column(StaleModel.qualified(table.name()), c.column())))
            .collect(Collectors.toSet()));
  }
}

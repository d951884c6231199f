package dev.pgmigrate.command;

import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.diff.Desired;
import dev.pgmigrate.entity.EntityModel;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.List;

/**
 * What the project states: its entities and its schema files, as PostgreSQL understood them.
 *
 * @param plain the schema without what existing columns need not have
 * @param rows the statements of the entities' DDL that insert rows
 * @param schemaFiles how many schema files were read
 */
record Stated(
    Catalog catalog, Schema plain, EntityModel model, List<Statement> rows, int schemaFiles) {
  Stated {
    rows = List.copyOf(rows);
  }

  Desired desired() {
    return new Desired(catalog.schema(), plain);
  }
}

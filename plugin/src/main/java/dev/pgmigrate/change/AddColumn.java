package dev.pgmigrate.change;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.List;

/** A new column. */
public record AddColumn(Table table, Column column) implements Change {
  @Override
  public ObjectId object() {
    return table.columnId(column.name());
  }

  @Override
  public List<Statement> up() {
    return Sql.statements(ColumnSql.add(table.name(), column));
  }

  @Override
  public Change reverse() {
    return new DropColumn(table, column);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE
        .creating(List.of(object()))
        .within(table.id())
        .needing(Parts.of(column))
        .needing(Parts.columns(table.name(), Parts.sources(table, column)));
  }

  @Override
  public List<Warning> warnings() {
    boolean valued =
        column.defaultValue() != null || column.identity() != null || column.generated() != null;
    if (!column.notNull() || valued) {
      return List.of();
    }
    String name = Sql.name(table.name());
    return List.of(
        WarningKind.NOT_NULL_WITHOUT_DEFAULT.on(
            object(),
            name
                + "."
                + Sql.name(column.name())
                + " is NOT NULL without a default; fails if the"
                + " table has rows",
            "SELECT count(*) FROM " + name + ";"));
  }
}

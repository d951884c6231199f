package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Optional;

/** A table goes, with its rows; its indexes and foreign keys are changes of their own. */
public record DropTable(Table table) implements Change {
  /** The table and everything of it that is a change of its own: indexes, foreign keys. */
  public static List<Change> all(Table table) {
    return CreateTable.all(table).stream().map(Change::reverse).toList();
  }

  @Override
  public ObjectId object() {
    return table.id();
  }

  @Override
  public List<Statement> up() {
    return Sql.statements("DROP TABLE " + Sql.name(table.name()));
  }

  @Override
  public Change reverse() {
    return new CreateTable(table);
  }

  @Override
  public Dependencies dependencies() {
    return reverse().dependencies().reversed();
  }

  @Override
  public Optional<String> loss() {
    return Optional.of("the rows of " + Sql.name(table.name()));
  }

  @Override
  public List<Warning> warnings() {
    String name = Sql.name(table.name());
    return List.of(
        WarningKind.DATA_LOSS.on(
            object(),
            "drops table " + name + " with its rows",
            "SELECT count(*) FROM " + name + ";"));
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Optional;

/** A constraint gets another name. */
public record RenameConstraint(Table table, Constraint from, Constraint to) implements Change {
  @Override
  public ObjectId object() {
    return table.constraintId(to);
  }

  @Override
  public Optional<ObjectId> tableId() {
    return Optional.of(table.id());
  }

  @Override
  public String line() {
    return ObjectWords.name(table, from) + " becomes " + SqlText.name(to.name());
  }

  @Override
  public List<Statement> up() {
    return SqlText.statements(
        "ALTER TABLE "
            + SqlText.name(table.name())
            + " RENAME CONSTRAINT "
            + SqlText.name(from.name())
            + " TO "
            + SqlText.name(to.name()));
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new RenameConstraint(table, to, from);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE
        .within(table.id())
        .dropping(References.ids(table, from))
        .creating(References.ids(table, to));
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A constraint goes. */
public record DropConstraint(Table table, Constraint constraint) implements Change {
  @Override
  public ObjectId object() {
    return table.constraintId(constraint);
  }

  @Override
  public Optional<ObjectId> tableId() {
    return Optional.of(table.id());
  }

  @Override
  public String line() {
    return ObjectWords.whole(table, constraint);
  }

  @Override
  public List<Statement> up() {
    return SqlText.statements(
        "ALTER TABLE "
            + SqlText.name(table.name())
            + " DROP CONSTRAINT "
            + SqlText.name(constraint.name()));
  }

  @Override
  public List<Stage> stages(Schema from, Schema to, Features features) {
    return Stage.back(reverse().stages(to, from, features));
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new AddConstraint(table, constraint);
  }

  /** Whether its down steps have no online form. */
  boolean blocksBack(Schema from, Schema to) {
    return !reverse().blocking(to, from).isEmpty();
  }

  @Override
  public Set<ObjectId> locks() {
    return reverse().locks();
  }

  @Override
  public Dependencies dependencies() {
    return reverse().dependencies().reversed();
  }

  @Override
  public List<Warning> warnings() {
    return constraint.kind() == ObjectKind.PRIMARY_KEY
        ? List.of(
            WarningKind.PRIMARY_KEY_CHANGE.on(
                object(),
                "table "
                    + SqlText.name(table.name())
                    + " loses its primary key; all that uses it must change"))
        : List.of();
  }
}

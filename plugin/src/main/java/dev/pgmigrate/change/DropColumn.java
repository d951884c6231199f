package dev.pgmigrate.change;

import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A column goes, with its values.
 *
 * @param heirs what becomes of it in the tables that inherit it
 */
public record DropColumn(Table table, Column column, Heirs heirs) implements Change {
  /** A column that goes from all tables that have it. */
  public DropColumn(Table table, Column column) {
    this(table, column, Heirs.NONE);
  }

  @Override
  public ObjectId object() {
    return table.columnId(column.name());
  }

  @Override
  public String line() {
    return ObjectWords.whole(object(), column);
  }

  @Override
  public List<Statement> up() {
    return heirs.keep()
        ? Stream.concat(Stream.of(table.name()), heirs.losing().stream())
            .map(name -> Statement.of("ALTER TABLE ONLY " + drop(name)))
            .toList()
        : SqlText.statements("ALTER TABLE " + drop(table.name()));
  }

  private String drop(QualifiedName name) {
    return SqlText.name(name) + " DROP COLUMN " + SqlText.name(column.name());
  }

  @Override
  public List<Stage> stages(Schema from, Schema to, Features features) {
    AddColumn add = new AddColumn(table, column, heirs);
    // Values that are gone cannot be filled in: a person must say what takes their place.
    return add.requiresValue()
        ? Change.super.stages(from, to, features)
        : goneFirst(Stage.back(add.stages(to, from, features)));
  }

  /** What fills the column again must not run on one that is still there: it goes first of all. */
  private static List<Stage> goneFirst(List<Stage> back) {
    List<Stage> stages = new ArrayList<>(back);
    int last = stages.size() - 1;
    Stage gone = stages.get(last);
    stages.set(last, gone.withUp(Stage.Work.NONE));
    stages.set(0, stages.get(0).withUp(gone.up()));
    return stages;
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.CONTRACT;
  }

  /** The new release writes rows without it. */
  @Override
  public Optional<Change> meanwhile(Schema later) {
    return new AddColumn(table, column).requiresValue()
        ? Optional.of(new AlterColumn(table, column, column.optional()))
        : Optional.empty();
  }

  @Override
  public Change reverse() {
    return new AddColumn(table, column, heirs);
  }

  @Override
  public Dependencies dependencies() {
    return reverse().dependencies().reversed();
  }

  @Override
  public Optional<String> loss() {
    return column.generated() == null ? Optional.of("the values of " + name()) : Optional.empty();
  }

  @Override
  public List<Warning> warnings() {
    return loss().stream()
        .map(
            values ->
                WarningKind.DATA_LOSS.on(
                    object(),
                    "drops column " + name() + " with its values",
                    Offenders.where(
                        table.name(),
                        SqlText.name(column.name()) + " IS NOT NULL",
                        "lose a value")))
        .toList();
  }

  private String name() {
    return SqlText.name(table.name()) + "." + SqlText.name(column.name());
  }
}

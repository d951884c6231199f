package dev.pgmigrate.change;

import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.ddl.IndexSql;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.Partitions;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A new index. */
public record CreateIndex(Table table, Index index) implements Change {
  /** The index, under a name of its own, that a primary key can be put on later. */
  public static CreateIndex under(Table table, PrimaryKey key, String name) {
    return new CreateIndex(table, OnlineIndex.KeyIndex.of(key.withName(name)).index());
  }

  @Override
  public ObjectId object() {
    return table.indexId(index);
  }

  @Override
  public Optional<ObjectId> tableId() {
    return Optional.of(table.id());
  }

  @Override
  public String line() {
    return ObjectWords.whole(table, index);
  }

  @Override
  public List<Statement> up() {
    return SqlText.statements(IndexSql.create(table, index));
  }

  @Override
  public List<Stage> stages(Schema from, Schema to, Features features) {
    return Partitions.stay(table, from, to) && !IndexSql.isShell(table, index)
        ? new OnlineIndex(to).create(table, index)
        : Change.super.stages(from, to, features);
  }

  @Override
  public List<Warning> blocking(Schema from, Schema to) {
    return Partitions.stay(table, from, to) || IndexSql.isShell(table, index)
        ? List.of()
        : List.of(WarningKind.LONG_LOCK.building(object(), table));
  }

  @Override
  public Half half(Schema from, Schema to) {
    return index.unique() && Strictness.refuses(table, index, from) ? Half.CONTRACT : Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new DropIndex(table, index);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE
        .creating(References.ids(table, index))
        .within(table.id())
        .needing(References.columns(table.name(), References.columns(table, index)));
  }

  @Override
  public List<Warning> warnings() {
    List<Warning> warnings = new ArrayList<>();
    if (index.unique()) {
      warnings.add(ConstraintWarnings.unique(object(), table, index));
    }
    for (String name : index.method().equals("btree") ? index.columns() : List.<String>of()) {
      table
          .column(name)
          .map(column -> column.type().text())
          .filter(type -> type.equals("jsonb") || type.endsWith("[]"))
          .ifPresent(
              type ->
                  warnings.add(
                      WarningKind.INDEX_TYPE.on(
                          object(),
                          "a btree index on "
                              + SqlText.name(name)
                              + " ("
                              + type
                              + ") finds whole values only; use gin to search inside them")));
    }
    return warnings;
  }
}

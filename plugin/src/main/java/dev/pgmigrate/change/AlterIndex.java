package dev.pgmigrate.change;

import dev.pgmigrate.ddl.AspectWords;
import dev.pgmigrate.ddl.IndexSql;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.Parameters;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** An index changes in a way that needs no re-creation; see {@link #reaches}. */
public record AlterIndex(Table table, Index from, Index to) implements Change {
  /**
   * Whether PostgreSQL can lead the one to the other without building the index anew. Comments do
   * not matter: they are changes of their own.
   */
  public static boolean reaches(Table table, Index from, Index to) {
    // PostgreSQL alters no parameters of a partitioned index.
    boolean parameters =
        table.partitionBy() == null
            || Parameters.plain(from.parameters()).equals(Parameters.plain(to.parameters()));
    return parameters && settled(from).equals(settled(to));
  }

  private static Index settled(Index index) {
    return index.withDefaultStorage().withComment(null);
  }

  private List<ObjectId> clustering() {
    return List.of(ObjectId.of(ObjectKind.INDEX, table.name(), "CLUSTER"));
  }

  @Override
  public ObjectId object() {
    return table.indexId(to);
  }

  @Override
  public Optional<ObjectId> tableId() {
    return Optional.of(table.id());
  }

  @Override
  public String line() {
    return ObjectWords.name(table, to) + ": " + AspectWords.between(from.aspects(), to.aspects());
  }

  @Override
  public List<Statement> up() {
    String alter = "ALTER INDEX " + IndexSql.name(table, to.name());
    List<String> sql = new ArrayList<>();
    sql.addAll(Parameters.tablespace(alter, from.tablespace(), to.tablespace()));
    sql.addAll(
        Parameters.between(
            alter, Parameters.plain(from.parameters()), Parameters.plain(to.parameters())));
    sql.addAll(Parameters.statistics(alter, from.parameters(), to.parameters()));
    if (from.clustered() != to.clustered()) {
      sql.add(
          to.clustered()
              ? IndexSql.clusterOn(table, to.name())
              : "ALTER TABLE " + SqlText.name(table.name()) + " SET WITHOUT CLUSTER");
    }
    return SqlText.statements(sql);
  }

  @Override
  public List<Warning> blocking(Schema from, Schema to) {
    // That of a partitioned table has no file.
    boolean moves =
        table.partitionBy() == null
            && !Objects.equals(this.from.tablespace(), this.to.tablespace());
    return moves ? List.of(WarningKind.LONG_LOCK.moving(object(), table)) : List.of();
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new AlterIndex(table, to, from);
  }

  @Override
  public Dependencies dependencies() {
    Dependencies own = Dependencies.NONE.within(table.id()).altering(List.of(object()));
    // A table is clustered by one index at most: the old one gives way first.
    return own.dropping(from.clustered() && !to.clustered() ? clustering() : List.of())
        .creating(to.clustered() && !from.clustered() ? clustering() : List.of());
  }
}

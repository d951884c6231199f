package dev.pgmigrate.change;

import dev.pgmigrate.ddl.AspectWords;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.Parameters;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.ddl.TableSql;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.RowSecurity;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A table's persistence, storage parameters, tablespace, access method, replica identity or row
 * security change.
 */
public record AlterTable(Table from, Table to) implements Change {
  @Override
  public ObjectId object() {
    return to.id();
  }

  @Override
  public String line() {
    return ObjectWords.name(object()) + ": " + AspectWords.between(from.aspects(), to.aspects());
  }

  @Override
  public List<Statement> up() {
    String alter = "ALTER TABLE " + SqlText.name(to.name());
    List<String> sql = new ArrayList<>();
    if (from.unlogged() != to.unlogged()) {
      sql.add(alter + (to.unlogged() ? " SET UNLOGGED" : " SET LOGGED"));
    }
    String method = to.accessMethod();
    if (!Objects.equals(from.accessMethod(), method)) {
      sql.add(alter + " SET ACCESS METHOD " + SqlText.name(method == null ? "heap" : method));
    }
    sql.addAll(Parameters.tablespace(alter, from.tablespace(), to.tablespace()));
    sql.addAll(Parameters.between(alter, from.parameters(), to.parameters()));
    if (!Objects.equals(from.replicaIdentity(), to.replicaIdentity())) {
      sql.add(TableSql.replicaIdentity(to, to.replicaIdentity()));
    }
    sql.addAll(TableSql.rowSecurity(to.name(), from.rowSecurity(), to.rowSecurity()));
    return SqlText.statements(sql);
  }

  @Override
  public List<Warning> blocking(Schema from, Schema to) {
    boolean rewrites =
        this.from.unlogged() != this.to.unlogged()
            || !Objects.equals(this.from.accessMethod(), this.to.accessMethod())
            || !Objects.equals(this.from.tablespace(), this.to.tablespace());
    return rewrites
        ? List.of(WarningKind.LONG_LOCK.rewriting(object(), List.of(this.from.id())))
        : List.of();
  }

  @Override
  public Half half(Schema from, Schema to) {
    return loosened().equals(this.to) ? Half.EXPAND : Half.CONTRACT;
  }

  @Override
  public Optional<Change> meanwhile(Schema later) {
    Table loosened = loosened();
    return new AlterTable(from, loosened).up().isEmpty()
        ? Optional.empty()
        : Optional.of(new AlterTable(from, loosened));
  }

  /** With policies in force for nobody who was free of them, and rows still named to others. */
  private Table loosened() {
    RowSecurity before = from.rowSecurity();
    RowSecurity after = to.rowSecurity();
    boolean stricter =
        after != null
            && ((after.enabled() && (before == null || !before.enabled()))
                || (after.forced() && (before == null || !before.forced())));
    Table loosened = stricter ? to.withRowSecurity(before) : to;
    return identifies(from) && !identifies(to)
        ? loosened.withReplicaIdentity(from.replicaIdentity())
        : loosened;
  }

  /** Without such a name of its rows, a published table takes no UPDATE and no DELETE. */
  private static boolean identifies(Table table) {
    String identity = table.replicaIdentity();
    return identity == null ? table.primaryKey().isPresent() : !identity.equals("NOTHING");
  }

  @Override
  public Change reverse() {
    return new AlterTable(to, from);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE
        .within(object())
        .needing(TableSql.replicaIndex(to))
        .releasing(TableSql.replicaIndex(from))
        .and(Persistence.between(from, to));
  }
}

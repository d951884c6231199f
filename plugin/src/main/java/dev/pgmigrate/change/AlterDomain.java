package dev.pgmigrate.change;

import dev.pgmigrate.ddl.CommentSql;
import dev.pgmigrate.ddl.ConstraintSql;
import dev.pgmigrate.ddl.DomainSql;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A domain's default, nullability or checks change. */
public record AlterDomain(Domain from, Domain to) implements Change {
  @Override
  public ObjectId object() {
    return to.id();
  }

  @Override
  public String line() {
    return ObjectWords.name(object()) + ": " + DomainSql.between(from, to);
  }

  @Override
  public List<Statement> up() {
    String alter = "ALTER DOMAIN " + SqlText.typeName(to.name());
    List<String> sql = new ArrayList<>();
    for (Check check : from.checks()) {
      if (!to.checks().contains(check)) {
        sql.add(alter + " DROP CONSTRAINT " + SqlText.name(check.name()));
      }
    }
    Expression defaultValue = to.defaultValue();
    if (!Objects.equals(from.defaultValue(), defaultValue)) {
      sql.add(
          alter + (defaultValue == null ? " DROP DEFAULT" : " SET DEFAULT " + defaultValue.text()));
    }
    if (from.notNull() != to.notNull()) {
      sql.add(alter + (to.notNull() ? " SET NOT NULL" : " DROP NOT NULL"));
    }
    for (Check check : to.checks()) {
      if (!from.checks().contains(check)) {
        sql.add(alter + " ADD " + ConstraintSql.definition(check));
        String target = CommentSql.constraint(check.name(), "DOMAIN ", to.name());
        sql.addAll(CommentSql.of(target, check.comment()));
      }
    }
    return SqlText.statements(sql);
  }

  @Override
  public List<Warning> blocking(Schema from, Schema to) {
    List<ObjectId> tables = DomainRows.tables(this.from, from);
    return requires() && !tables.isEmpty()
        ? List.of(WarningKind.LONG_LOCK.checking(object(), tables))
        : List.of();
  }

  @Override
  public Half half(Schema from, Schema to) {
    return requires() ? Half.CONTRACT : Half.EXPAND;
  }

  /** Whether values that were good may not be so any more. */
  private boolean requires() {
    return (to.notNull() && !from.notNull()) || !from.checks().containsAll(to.checks());
  }

  @Override
  public Change reverse() {
    return new AlterDomain(to, from);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE
        .altering(List.of(object()))
        .needing(References.sequences(to.defaultValue()));
  }
}

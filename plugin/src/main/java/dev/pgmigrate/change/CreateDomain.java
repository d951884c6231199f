package dev.pgmigrate.change;

import dev.pgmigrate.ddl.AccessSql;
import dev.pgmigrate.ddl.CommentSql;
import dev.pgmigrate.ddl.ConstraintSql;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A new domain. */
public record CreateDomain(Domain domain) implements Change {
  static List<String> sql(Domain domain) {
    List<String> lines = new ArrayList<>();
    String name = "DOMAIN " + SqlText.typeName(domain.name());
    QualifiedName collation = domain.collation();
    Expression defaultValue = domain.defaultValue();
    lines.add(
        "CREATE "
            + name
            + " AS "
            + SqlText.type(domain.type())
            + (collation == null ? "" : " COLLATE " + SqlText.collation(collation)));
    if (defaultValue != null) {
      lines.add("DEFAULT " + SqlText.defaultValue(defaultValue));
    }
    if (domain.notNull()) {
      lines.add("NOT NULL");
    }
    domain.checks().stream()
        .filter(Check::validated)
        .forEach(check -> lines.add(ConstraintSql.definition(check)));
    List<String> sql = new ArrayList<>();
    sql.add(String.join("\n  ", lines));
    // CREATE DOMAIN knows no NOT VALID.
    domain.checks().stream()
        .filter(check -> !check.validated())
        .forEach(check -> sql.add("ALTER " + name + " ADD " + ConstraintSql.definition(check)));
    sql.addAll(CommentSql.of(name, domain.comment()));
    for (Check check : domain.checks()) {
      String target = CommentSql.constraint(check.name(), "DOMAIN ", domain.name());
      sql.addAll(CommentSql.of(target, check.comment()));
    }
    sql.addAll(AccessSql.of(domain.id(), domain.access()));
    return sql;
  }

  @Override
  public ObjectId object() {
    return domain.id();
  }

  @Override
  public String line() {
    return ObjectWords.name(object());
  }

  @Override
  public List<Statement> up() {
    return SqlText.statements(sql(domain));
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new DropDomain(domain);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE
        .creating(List.of(object()))
        .needing(List.of(References.namespace(domain.name())))
        .needing(References.of(domain.type()))
        .needing(References.sequences(domain.defaultValue()));
  }
}

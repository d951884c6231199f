package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Partition;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A table gets other parents, or is attached to or detached from a partitioned table. */
public record AlterInheritance(Table from, Table to) implements Change {
  @Override
  public ObjectId object() {
    return to.id();
  }

  @Override
  public List<Statement> up() {
    String name = Sql.name(to.name());
    List<String> sql = new ArrayList<>();
    Partition old = from.partition();
    Partition now = to.partition();
    boolean moved = !Objects.equals(old, now);
    if (moved && old != null) {
      sql.add("ALTER TABLE " + Sql.name(old.parent()) + " DETACH PARTITION " + name);
    }
    for (QualifiedName parent : from.inherits()) {
      if (!to.inherits().contains(parent)) {
        sql.add("ALTER TABLE " + name + " NO INHERIT " + Sql.name(parent));
      }
    }
    for (QualifiedName parent : to.inherits()) {
      if (!from.inherits().contains(parent)) {
        sql.add("ALTER TABLE " + name + " INHERIT " + Sql.name(parent));
      }
    }
    if (moved && now != null) {
      sql.add(TableSql.attach(to.name(), now));
    }
    return Sql.statements(sql);
  }

  @Override
  public Change reverse() {
    return new AlterInheritance(to, from);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE
        .within(object())
        .needing(TableSql.parents(to))
        .releasing(TableSql.parents(from));
  }
}

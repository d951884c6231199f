package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A sequence's options or its persistence change. */
public record AlterSequence(Sequence from, Sequence to) implements Change {
  @Override
  public ObjectId object() {
    return to.id();
  }

  @Override
  public List<Statement> up() {
    String alter = "ALTER SEQUENCE " + Sql.name(to.name());
    List<String> options = new ArrayList<>();
    if (!from.options().type().equals(to.options().type())) {
      options.add("AS " + to.options().type());
    }
    options.addAll(SequenceSql.changes(from.options(), to.options()));
    if (SequenceSql.disjoint(from.options(), to.options())) {
      options.add("RESTART WITH " + to.options().start());
    }
    String sequence = Sql.literal(Sql.name(to.name()));
    List<String> sql = new ArrayList<>(SequenceSql.fit(sequence, from.options(), to.options()));
    if (!options.isEmpty()) {
      sql.add(alter + " " + String.join(" ", options));
    }
    if (from.unlogged() != to.unlogged()) {
      sql.add(alter + (to.unlogged() ? " SET UNLOGGED" : " SET LOGGED"));
    }
    return Sql.statements(sql);
  }

  @Override
  public Change reverse() {
    return new AlterSequence(to, from);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE.altering(List.of(object()));
  }
}

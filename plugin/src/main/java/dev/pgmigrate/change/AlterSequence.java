package dev.pgmigrate.change;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A sequence's options or its persistence change.
 *
 * @param columns what it numbers, before and afterwards
 */
public record AlterSequence(Sequence from, Sequence to, List<ObjectId> columns) implements Change {
  private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");

  public AlterSequence {
    columns = List.copyOf(columns);
  }

  /** The change between two schemas. */
  public static AlterSequence between(Sequence from, Sequence to, Schema before, Schema after) {
    List<ObjectId> columns = new ArrayList<>(numbered(from, before));
    columns.retainAll(numbered(to, after));
    return new AlterSequence(from, to, columns);
  }

  private static List<ObjectId> numbered(Sequence sequence, Schema schema) {
    List<ObjectId> columns = new ArrayList<>();
    for (Table table : schema.tables()) {
      for (Column column : table.columns()) {
        ObjectId id = table.columnId(column.name());
        boolean draws = Parts.sequences(column.defaultValue()).contains(sequence.id());
        if (INTEGERS.contains(column.type().text()) && (draws || id.equals(sequence.ownedBy()))) {
          columns.add(id);
        }
      }
    }
    return columns;
  }

  @Override
  public ObjectId object() {
    return to.id();
  }

  @Override
  public List<Statement> up() {
    String alter = "ALTER SEQUENCE " + Sql.name(to.name());
    boolean restarts = SequenceSql.disjoint(from.options(), to.options());
    List<String> options = new ArrayList<>();
    if (!from.options().type().equals(to.options().type())) {
      options.add("AS " + to.options().type());
    }
    options.addAll(SequenceSql.changes(from.options(), to.options()));
    if (restarts) {
      options.add("RESTART WITH " + to.options().start());
    }
    Numbering sequence = Numbering.named(to.id(), to.options().increment());
    List<String> sql = new ArrayList<>(SequenceSql.fit(sequence, from.options(), to.options()));
    if (!options.isEmpty()) {
      sql.add(alter + " " + String.join(" ", options));
    }
    if (restarts && !columns.isEmpty()) {
      sql.add(sequence.restart(to.options(), columns));
    }
    if (from.unlogged() != to.unlogged()) {
      sql.add(alter + (to.unlogged() ? " SET UNLOGGED" : " SET LOGGED"));
    }
    return Sql.statements(sql);
  }

  @Override
  public Half half(Schema from, Schema to) {
    return this.to.options().increment() == 1 && this.from.options().increment() != 1
        ? Half.CONTRACT
        : Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new AlterSequence(to, from, columns);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE.altering(List.of(object()));
  }
}

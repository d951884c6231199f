package dev.pgmigrate.change;

import dev.pgmigrate.ddl.AspectWords;
import dev.pgmigrate.ddl.Numbering;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SequenceSql;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.SequenceOptions;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A sequence's options or its persistence change.
 *
 * @param columns what it numbers by default, before and afterwards
 * @param drawn whether the application draws from it itself: then a value can stand for a block
 */
public record AlterSequence(Sequence from, Sequence to, List<ObjectId> columns, boolean drawn)
    implements Change {
  private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");

  public AlterSequence {
    columns = List.copyOf(columns);
  }

  /** Whether blocks of one size become blocks of another. */
  public boolean changesBlocks() {
    long before = Math.abs(from.options().increment());
    long after = Math.abs(to.options().increment());
    return before != after && before > 1 && after > 1;
  }

  /** The change between two schemas. */
  public static AlterSequence between(Sequence from, Sequence to, Schema before, Schema after) {
    List<ObjectId> columns = new ArrayList<>(numbered(from, before));
    columns.retainAll(numbered(to, after));
    return new AlterSequence(from, to, columns, false);
  }

  /** The same change of a sequence that the application draws from itself. */
  public AlterSequence ofApplication() {
    return new AlterSequence(from, to, columns, true);
  }

  private static List<ObjectId> numbered(Sequence sequence, Schema schema) {
    List<ObjectId> columns = new ArrayList<>();
    for (Table table : schema.tables()) {
      for (Column column : table.columns()) {
        ObjectId id = table.columnId(column.name());
        boolean draws = References.sequences(column.defaultValue()).contains(sequence.id());
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
  public String line() {
    return ObjectWords.name(object()) + ": " + AspectWords.between(from.aspects(), to.aspects());
  }

  @Override
  public List<Statement> up() {
    String alter = "ALTER SEQUENCE " + SqlText.name(to.name());
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
    List<Statement> after = new ArrayList<>();
    if (!options.isEmpty()) {
      sql.add(alter + " " + String.join(" ", options));
    }
    if (restarts && !columns.isEmpty()) {
      sql.add(sequence.restart(to.options(), columns));
    } else if (!restarts && drawn) {
      after.addAll(afterBlocks(sequence));
    }
    if (from.unlogged() != to.unlogged()) {
      sql.add(alter + (to.unlogged() ? " SET UNLOGGED" : " SET LOGGED"));
    }
    List<Statement> all = new ArrayList<>(SqlText.statements(sql));
    all.addAll(after);
    return all;
  }

  /** What keeps single values and blocks of either size apart. */
  private List<Statement> afterBlocks(Numbering sequence) {
    long before = from.options().increment();
    long after = to.options().increment();
    if (after > 0 && before > after) {
      String beyond = " last_value + " + (before - 1) + ") FROM " + SqlText.name(to.name());
      return List.of(
          Statement.of("SELECT setval(" + sequence.name() + "," + beyond)
              .withComments(List.of("The last value may be the first of a block that is in use.")));
    }
    return before == 1
        ? sequence.shared().stream()
            .map(sql -> Statement.of(sql).withComments(List.of(Numbering.WHY_UNUSED)))
            .toList()
        : List.of();
  }

  /** A running release that hands out blocks needs them as large as they are. */
  @Override
  public Half half(Schema from, Schema to) {
    return between().equals(this.to.options()) ? Half.EXPAND : Half.CONTRACT;
  }

  /** It counts no closer and stops no earlier than the previous release expects. */
  private SequenceOptions between() {
    SequenceOptions before = from.options();
    SequenceOptions now = to.options();
    boolean closer = Math.abs(now.increment()) < Math.abs(before.increment());
    boolean turns = Long.signum(now.increment()) != Long.signum(before.increment());
    boolean ends = now.maxValue() < before.maxValue() || now.minValue() > before.minValue();
    boolean bounded = ends && !turns && !SequenceSql.disjoint(before, now);
    return new SequenceOptions(
        bounded ? before.type() : now.type(),
        now.start(),
        closer ? before.increment() : now.increment(),
        bounded ? Math.min(before.minValue(), now.minValue()) : now.minValue(),
        bounded ? Math.max(before.maxValue(), now.maxValue()) : now.maxValue(),
        now.cache(),
        now.cycle() || before.cycle());
  }

  @Override
  public Optional<Change> meanwhile(Schema later) {
    AlterSequence rest = new AlterSequence(from, to.withOptions(between()), columns, drawn);
    return rest.up().isEmpty() ? Optional.empty() : Optional.of(rest);
  }

  @Override
  public Change reverse() {
    return new AlterSequence(to, from, columns, drawn);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE.altering(List.of(object()));
  }
}

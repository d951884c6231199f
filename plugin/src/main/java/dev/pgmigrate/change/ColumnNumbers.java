package dev.pgmigrate.change;

import dev.pgmigrate.ddl.AlterColumnSql;
import dev.pgmigrate.ddl.ColumnSql;
import dev.pgmigrate.ddl.Numbering;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SequenceSql;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.ddl.TypeName;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Identity;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.SequenceOptions;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What numbers the rows of a column before and after a change of it.
 *
 * @param increments how the sequences count that number rows here, before or afterwards
 * @param half whether it is one of two changes in one transaction: the first takes away what
 *     numbers the rows, the second makes what numbers them from then on
 * @param drawn where the application takes the values from that it writes itself
 */
record ColumnNumbers(
    Table table,
    Column from,
    Column to,
    Map<ObjectId, Long> increments,
    boolean half,
    Drawn drawn) {
  /** What a sequence can number. */
  private static final Set<String> NUMBERS = Set.of("smallint", "integer", "bigint", "numeric");

  /** The statements that change what the identity of the column is. */
  List<String> identity() {
    Identity old = from.identity();
    Identity now = to.identity();
    if (now == null || now.equals(old)) {
      return List.of();
    }
    if (old == null) {
      List<String> sql = new ArrayList<>();
      sql.add(AlterColumnSql.alter(table.name(), to.name(), "ADD " + ColumnSql.identity(now)));
      sql.add(identityAfterRows(now));
      sql.addAll(ColumnSql.numbering(to));
      return sql;
    }
    List<String> set = new ArrayList<>();
    if (old.always() != now.always()) {
      set.add("SET GENERATED " + (now.always() ? "ALWAYS" : "BY DEFAULT"));
    }
    SequenceSql.changes(old.options(), now.options()).forEach(option -> set.add("SET " + option));
    if (SequenceSql.disjoint(old.options(), now.options())) {
      set.add("RESTART WITH " + now.options().start());
    }
    List<String> sql =
        new ArrayList<>(SequenceSql.fit(identified(now), old.options(), now.options()));
    if (!set.isEmpty()) {
      sql.add(AlterColumnSql.alter(table.name(), to.name(), String.join(" ", set)));
    }
    if (SequenceSql.disjoint(old.options(), now.options())) {
      sql.add(identified(now).restart(now.options(), List.of(table.columnId(to.name()))));
    }
    return sql;
  }

  /** The sequence takes the column's type, so its bounds must fit the narrower of the two types. */
  boolean narrowsIdentity() {
    Identity old = from.identity();
    Identity now = to.identity();
    return old != null
        && now != null
        && SequenceOptions.defaults(now.options().type()).maxValue()
            < SequenceOptions.defaults(old.options().type()).maxValue();
  }

  /** Whether something gives the column its numbers: an identity, or a sequence in its default. */
  static boolean isNumbered(Column column) {
    return column.identity() != null || !References.sequences(column.defaultValue()).isEmpty();
  }

  /** A default draws from one sequence; if not, the first stands for them all. */
  Statement keepNext() {
    Identity identity = from.identity();
    return (identity == null
            ? named(References.sequences(from.defaultValue()).iterator().next())
            : identified(identity))
        .keep(table.columnId(to.name()));
  }

  private Numbering identified(Identity identity) {
    return Numbering.identity(table.name(), to.name(), identity.options());
  }

  private static Numbering drawn(Sequence sequence) {
    return Numbering.named(sequence.id(), sequence.options().increment());
  }

  private Numbering named(ObjectId sequence) {
    for (Sequence one : new Sequence[] {drawn.before(), drawn.after()}) {
      if (one != null && one.id().equals(sequence)) {
        return drawn(one);
      }
    }
    return Numbering.named(sequence, increments.getOrDefault(sequence, 1L));
  }

  /** A new identity starts at its start value, whatever the rows hold. */
  private String identityAfterRows(Identity identity) {
    List<String> bounds = new ArrayList<>();
    bounds.add(String.valueOf(identity.options().start()));
    Sequence before = drawn.before();
    if (before != null && (drawn.inUse(before.id()) || !half)) {
      bounds.add(drawn(before).next());
    } else if (half) {
      bounds.add(Numbering.kept(table.columnId(to.name())));
    }
    return identified(identity).set(table.name(), to, bounds);
  }

  /** A sequence that comes to number existing rows goes on after them, never back. */
  List<String> sequencesAfterRows() {
    Set<ObjectId> before = References.sequences(from.defaultValue());
    if (!NUMBERS.contains(TypeName.base(to.type().text()))) {
      return List.of();
    }
    Sequence own = drawn.after();
    if (half && from.identity() != null && own != null && drawn.inUse(own.id())) {
      return List.of(afterRows(own.id(), before));
    }
    return References.sequences(to.defaultValue()).stream()
        .filter(sequence -> !before.contains(sequence))
        .flatMap(
            sequence ->
                drawn.before(sequence)
                    ? named(sequence).shared().stream()
                    : Stream.of(afterRows(sequence, before)))
        .toList();
  }

  private String afterRows(ObjectId id, Set<ObjectId> before) {
    Numbering sequence = named(id);
    boolean inUse = drawn.inUse(id);
    List<String> bounds = new ArrayList<>();
    if (!inUse) {
      bounds.add("nextval(" + sequence.name() + ")");
    }
    before.forEach(old -> bounds.add(named(old).next()));
    if (half) {
      bounds.add(Numbering.kept(table.columnId(to.name())));
    }
    return inUse
        ? sequence.raise(SqlText.name(id), table.name(), to, bounds)
        : sequence.set(table.name(), to, bounds);
  }
}

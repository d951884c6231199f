package dev.pgmigrate.intent;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.Identity;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.SequenceOptions;
import dev.pgmigrate.schema.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Columns whose default is the next value of a sequence. Such a column serves
 * GenerationType.IDENTITY as it is, whether it owns the sequence or not: an INSERT without the
 * column gets a new value and returns it.
 */
final class Serial {
  private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");

  /** As a catalog prints it. */
  private static final Pattern NEXTVAL = Pattern.compile("nextval\\('((?:[^']|'')+)'::regclass\\)");

  private Serial() {}

  /** The sequence that the default of a column draws from, if it does nothing else. */
  static Optional<ObjectId> sequence(Column column) {
    Expression value = column.defaultValue();
    Matcher matcher = NEXTVAL.matcher(value == null ? "" : value.canonical());
    return matcher.matches()
        ? Optional.of(ObjectId.parse("sequence " + matcher.group(1).replace("''", "'")))
        : Optional.empty();
  }

  /** The default that draws from a sequence. */
  static Expression next(Sequence sequence) {
    String name = sequence.id().toString().substring("sequence ".length()).replace("'", "''");
    return new Expression(
        "nextval('" + name + "'::regclass)",
        "nextval('" + name.replaceFirst("^public\\.", "") + "')");
  }

  /**
   * Whether a column serves as the identity that is stated. GENERATED ALWAYS and options of its own
   * ask for more than a default does.
   */
  static boolean serves(Column desired, Column current) {
    Identity identity = desired.identity();
    return identity != null
        && !identity.always()
        && identity.options().equals(SequenceOptions.defaults(identity.options().type()))
        && INTEGERS.contains(current.type().text())
        && sequence(current).isPresent();
  }

  /** The sequences behind the columns that serve as a stated identity. */
  static Set<ObjectId> serving(Schema desired, Schema current) {
    Set<ObjectId> sequences = new HashSet<>();
    for (Table table : desired.tables()) {
      List<Column> identities =
          table.columns().stream().filter(column -> column.identity() != null).toList();
      // A schema looks for a table from its first one on: only where it is needed.
      Optional<Table> there = identities.isEmpty() ? Optional.empty() : current.table(table.name());
      for (Column column : identities) {
        there
            .flatMap(found -> found.column(column.name()))
            .filter(found -> serves(column, found))
            .flatMap(Serial::sequence)
            .ifPresent(sequences::add);
      }
    }
    return sequences;
  }

  /** The sequence as wide as the column that it numbers, as one of an identity always is. */
  static Sequence following(Sequence sequence, Column column) {
    SequenceOptions old = sequence.options();
    long limit = SequenceOptions.defaults(old.type()).maxValue();
    SequenceOptions wide = SequenceOptions.defaults(column.type().text());
    if (!INTEGERS.contains(column.type().text())
        || wide.maxValue() <= limit
        || old.maxValue() != limit
        || !sequence(column).filter(sequence.id()::equals).isPresent()) {
      return sequence;
    }
    return sequence.withOptions(
        old.withType(wide.type()).withBounds(old.minValue(), wide.maxValue()));
  }
}

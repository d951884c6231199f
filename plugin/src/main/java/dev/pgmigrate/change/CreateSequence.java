package dev.pgmigrate.change;

import dev.pgmigrate.ddl.AccessSql;
import dev.pgmigrate.ddl.CommentSql;
import dev.pgmigrate.ddl.LiveState;
import dev.pgmigrate.ddl.Numbered;
import dev.pgmigrate.ddl.Numbering;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SequenceSql;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A new sequence, not yet owned by a column.
 *
 * @param rows that are there and that the application numbers from it, which no default says
 */
public record CreateSequence(Sequence sequence, List<Numbered> rows) implements Change {
  public CreateSequence {
    rows = List.copyOf(rows);
  }

  /** One that numbers no rows, as far as is known. */
  public CreateSequence(Sequence sequence) {
    this(sequence, List.of());
  }

  /** The same change of a sequence that the application numbers these rows from. */
  public CreateSequence numbering(List<Numbered> known) {
    return new CreateSequence(sequence, known);
  }

  /** The sequence and, where a column owns it, the tie between the two. */
  public static List<Change> all(Sequence sequence) {
    return sequence.ownedBy() == null
        ? List.of(new CreateSequence(sequence))
        : List.of(
            new CreateSequence(sequence),
            new SetSequenceOwner(sequence.name(), null, sequence.ownedBy()));
  }

  @Override
  public ObjectId object() {
    return sequence.id();
  }

  @Override
  public String line() {
    return ObjectWords.name(object());
  }

  @Override
  public List<Statement> up() {
    String name = "SEQUENCE " + SqlText.name(sequence.name());
    String type = sequence.options().type();
    List<String> options = new ArrayList<>();
    options.add("CREATE " + (sequence.unlogged() ? "UNLOGGED " : "") + name);
    if (!type.equals("bigint")) {
      options.add("AS " + type);
    }
    options.addAll(SequenceSql.options(sequence.options()));
    List<String> sql = new ArrayList<>();
    sql.add(String.join(" ", options));
    sql.addAll(CommentSql.of(name, sequence.comment()));
    sql.addAll(AccessSql.of(object(), sequence.access()));
    List<Statement> statements = new ArrayList<>(SqlText.statements(sql));
    if (!rows.isEmpty()) {
      statements.add(LiveState.usage(sequence.name(), rows));
    }
    List<Numbered> beyond =
        rows.stream().filter(one -> one.start() != Numbered.Start.BY_DEFAULT).toList();
    if (!beyond.isEmpty()) {
      statements.add(begin(beyond));
    }
    return statements;
  }

  private Statement begin(List<Numbered> beyond) {
    String tables =
        beyond.stream().map(one -> SqlText.name(one.table())).collect(Collectors.joining(", "));
    String others =
        beyond.stream()
            .flatMap(one -> one.beside().stream())
            .map(other -> SqlText.name(other.name()))
            .distinct()
            .collect(Collectors.joining(", "));
    List<String> why = new ArrayList<>();
    why.add("It numbers new rows of " + tables + ", after the numbers of existing rows.");
    if (beyond.stream().anyMatch(one -> one.start() == Numbered.Start.FAR_BEYOND)) {
      why.add(
          "The other release still numbers rows"
              + (others.isEmpty() ? "" : " from " + others)
              + ": the numbers in between are left to it.");
    }
    return Statement.of(
            Numbering.named(object(), sequence.options().increment())
                .begin(sequence.options(), beyond))
        .withComments(why);
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new DropSequence(sequence, rows);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE
        .creating(List.of(object()))
        .needing(List.of(References.namespace(sequence.name())))
        .releasing(rows.stream().flatMap(one -> one.beside().stream()).map(Sequence::id).toList())
        .needing(
            rows.stream()
                .filter(one -> one.start() == Numbered.Start.BEYOND_KEPT)
                .map(Numbered::id)
                .toList());
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.ddl.Numbered;
import dev.pgmigrate.ddl.Numbering;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A sequence goes that no column owns any more.
 *
 * @param rows that the application has numbered from it, which no default said
 */
public record DropSequence(Sequence sequence, List<Numbered> rows) implements Change {
  public DropSequence {
    rows = List.copyOf(rows);
  }

  /** One that numbered no rows, as far as is known. */
  public DropSequence(Sequence sequence) {
    this(sequence, List.of());
  }

  /** The same change of a sequence that the application has numbered these rows from. */
  public DropSequence numbering(List<Numbered> known) {
    return new DropSequence(sequence, known);
  }

  /** The sequence and, where a column owns it, the tie between the two. */
  public static List<Change> all(Sequence sequence) {
    return CreateSequence.all(sequence).stream().map(Change::reverse).toList();
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
    List<Statement> sql = new ArrayList<>();
    rows.stream()
        .filter(one -> one.start() == Numbered.Start.FAR_BEYOND)
        .flatMap(one -> one.beside().stream())
        .distinct()
        .forEach(other -> sql.add(Numbering.catchUp(other, sequence)));
    Numbering gone = Numbering.named(object(), sequence.options().increment());
    rows.stream()
        .filter(one -> one.start() == Numbered.Start.BEYOND_KEPT)
        .forEach(one -> sql.add(gone.keep(one.id())));
    sql.add(Statement.of("DROP SEQUENCE " + SqlText.name(object())));
    return sql;
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.CONTRACT;
  }

  @Override
  public Change reverse() {
    return new CreateSequence(sequence, rows);
  }

  @Override
  public Dependencies dependencies() {
    return reverse().dependencies().reversed();
  }
}

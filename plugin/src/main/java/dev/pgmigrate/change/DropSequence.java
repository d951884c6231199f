package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.sql.Statement;
import java.util.List;

/** A sequence goes that no column owns any more. */
public record DropSequence(Sequence sequence) implements Change {
  /** The sequence and, where a column owns it, the tie between the two. */
  public static List<Change> all(Sequence sequence) {
    return CreateSequence.all(sequence).stream().map(Change::reverse).toList();
  }

  @Override
  public ObjectId object() {
    return sequence.id();
  }

  @Override
  public List<Statement> up() {
    return Sql.statements("DROP SEQUENCE " + Sql.name(object()));
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.CONTRACT;
  }

  @Override
  public Change reverse() {
    return new CreateSequence(sequence);
  }

  @Override
  public Dependencies dependencies() {
    return reverse().dependencies().reversed();
  }
}

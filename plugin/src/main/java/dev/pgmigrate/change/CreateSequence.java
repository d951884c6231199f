package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A new sequence, not yet owned by a column. */
public record CreateSequence(Sequence sequence) implements Change {
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
  public List<Statement> up() {
    String name = "SEQUENCE " + Sql.name(sequence.name());
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
    return Sql.statements(sql);
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new DropSequence(sequence);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE
        .creating(List.of(object()))
        .needing(List.of(Parts.namespace(sequence.name())));
  }
}

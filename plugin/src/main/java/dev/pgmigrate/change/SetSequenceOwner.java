package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sequence is tied to a column, or untied: it goes when the column goes. */
public record SetSequenceOwner(
    QualifiedName sequence, @Nullable ObjectId from, @Nullable ObjectId to) implements Change {
  @Override
  public ObjectId object() {
    return ObjectId.of(ObjectKind.SEQUENCE, sequence);
  }

  @Override
  public List<Statement> up() {
    String owner = to == null ? "NONE" : Sql.name(to.qualifiedName()) + "." + Sql.name(to.name());
    return Sql.statements("ALTER SEQUENCE " + Sql.name(sequence) + " OWNED BY " + owner);
  }

  @Override
  public Change reverse() {
    return new SetSequenceOwner(sequence, to, from);
  }

  @Override
  public Dependencies dependencies() {
    Dependencies both = Dependencies.NONE.within(object());
    Dependencies before = from == null ? both : both.releasing(List.of(from));
    return to == null ? before : before.needing(List.of(to));
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A sequence is tied to a column, or untied: it goes when the column goes. */
public record SetSequenceOwner(
    QualifiedName sequence, @Nullable ObjectId from, @Nullable ObjectId to) implements Change {
  @Override
  public ObjectId object() {
    return ObjectId.of(ObjectKind.SEQUENCE, sequence);
  }

  @Override
  public String line() {
    String owner =
        to == null
            ? "no longer owned by " + ObjectWords.name(Objects.requireNonNull(from))
            : "owned by " + ObjectWords.name(to);
    return ObjectWords.name(object()) + ": " + owner;
  }

  @Override
  public List<Statement> up() {
    String owner =
        to == null ? "NONE" : SqlText.name(to.qualifiedName()) + "." + SqlText.name(to.name());
    return SqlText.statements("ALTER SEQUENCE " + SqlText.name(sequence) + " OWNED BY " + owner);
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new SetSequenceOwner(sequence, to, from);
  }

  @Override
  public Dependencies dependencies() {
    // An identity may take the name of a sequence that is untied and goes, or leave it to one that
    // comes and is tied; so one that is untied need not stay, and one that is tied not have been.
    Dependencies before =
        from == null
            ? Dependencies.NONE
            : Dependencies.NONE.releasing(List.of(object(), from)).releasing(roles(from));
    return to == null ? before : before.needing(List.of(object(), to)).needing(roles(to));
  }

  /** A sequence and the table that it is tied to are of one role. */
  private List<ObjectId> roles(ObjectId column) {
    return List.of(
        References.role(object()), References.role(ObjectId.table(column.qualifiedName())));
  }
}

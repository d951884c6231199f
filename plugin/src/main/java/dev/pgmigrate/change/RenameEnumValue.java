package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.List;

/** A value of an enum gets another name. */
public record RenameEnumValue(QualifiedName type, String from, String to) implements Change {
  @Override
  public ObjectId object() {
    return ObjectId.of(ObjectKind.ENUM, type);
  }

  @Override
  public List<Statement> up() {
    return Sql.statements(
        "ALTER TYPE "
            + Sql.typeName(type)
            + " RENAME VALUE "
            + Sql.literal(from)
            + " TO "
            + Sql.literal(to));
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.CONTRACT;
  }

  @Override
  public Change reverse() {
    return new RenameEnumValue(type, to, from);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE.altering(List.of(object()));
  }
}

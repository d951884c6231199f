package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;

/** A value of an enum gets another name. */
public record RenameEnumValue(QualifiedName type, String from, String to) implements Change {
  @Override
  public ObjectId object() {
    return ObjectId.of(ObjectKind.ENUM, type);
  }

  @Override
  public Change reverse() {
    return new RenameEnumValue(type, to, from);
  }
}

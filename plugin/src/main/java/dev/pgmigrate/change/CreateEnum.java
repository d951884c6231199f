package dev.pgmigrate.change;

import dev.pgmigrate.schema.EnumType;
import dev.pgmigrate.schema.ObjectId;

/** A new enum type. */
public record CreateEnum(EnumType type) implements Change {
  @Override
  public ObjectId object() {
    return type.id();
  }

  @Override
  public Change reverse() {
    return new DropEnum(type);
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.schema.EnumType;
import dev.pgmigrate.schema.ObjectId;

/** An enum type goes. */
public record DropEnum(EnumType type) implements Change {
  @Override
  public ObjectId object() {
    return type.id();
  }

  @Override
  public Change reverse() {
    return new CreateEnum(type);
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;

/** A table, column, sequence or type gets another name or moves to another namespace. */
public record Rename(ObjectId from, ObjectId to) implements Change {
  @Override
  public ObjectId object() {
    return to;
  }

  @Override
  public Change reverse() {
    return new Rename(to, from);
  }
}

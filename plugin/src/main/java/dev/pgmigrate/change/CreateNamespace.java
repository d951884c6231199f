package dev.pgmigrate.change;

import dev.pgmigrate.schema.Namespace;
import dev.pgmigrate.schema.ObjectId;

/** A new namespace. */
public record CreateNamespace(Namespace namespace) implements Change {
  @Override
  public ObjectId object() {
    return namespace.id();
  }

  @Override
  public Change reverse() {
    return new DropNamespace(namespace);
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.schema.Namespace;
import dev.pgmigrate.schema.ObjectId;

/** A namespace goes; what is in it has gone before. */
public record DropNamespace(Namespace namespace) implements Change {
  @Override
  public ObjectId object() {
    return namespace.id();
  }

  @Override
  public Change reverse() {
    return new CreateNamespace(namespace);
  }
}

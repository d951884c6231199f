package dev.pgmigrate.change;

import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.ObjectId;

/** A domain goes. */
public record DropDomain(Domain domain) implements Change {
  @Override
  public ObjectId object() {
    return domain.id();
  }

  @Override
  public Change reverse() {
    return new CreateDomain(domain);
  }
}

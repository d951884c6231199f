package dev.pgmigrate.change;

import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.ObjectId;

/** A new domain. */
public record CreateDomain(Domain domain) implements Change {
  @Override
  public ObjectId object() {
    return domain.id();
  }

  @Override
  public Change reverse() {
    return new DropDomain(domain);
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.ObjectId;

/** A domain's default, nullability or checks change. */
public record AlterDomain(Domain from, Domain to) implements Change {
  @Override
  public ObjectId object() {
    return to.id();
  }

  @Override
  public Change reverse() {
    return new AlterDomain(to, from);
  }
}

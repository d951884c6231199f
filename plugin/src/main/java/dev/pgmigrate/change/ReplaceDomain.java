package dev.pgmigrate.change;

import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.ObjectId;
import java.util.List;

/** A domain's base type or collation changes: a new domain takes the place of the old one. */
public record ReplaceDomain(Domain from, Domain to, List<TypeUse> uses) implements Change {
  @Override
  public ObjectId object() {
    return to.id();
  }

  @Override
  public Change reverse() {
    return new ReplaceDomain(to, from, TypeUse.swapped(uses));
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.schema.EnumType;
import dev.pgmigrate.schema.ObjectId;
import java.util.List;

/** An enum loses values or orders them anew: a new type takes the place of the old one. */
public record ReplaceEnum(EnumType from, EnumType to, List<TypeUse> uses) implements Change {
  @Override
  public ObjectId object() {
    return to.id();
  }

  @Override
  public Change reverse() {
    return new ReplaceEnum(to, from, TypeUse.swapped(uses));
  }
}

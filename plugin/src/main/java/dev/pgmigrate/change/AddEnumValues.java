package dev.pgmigrate.change;

import dev.pgmigrate.schema.EnumType;
import dev.pgmigrate.schema.ObjectId;
import java.util.List;

/** Values are added to an enum, at any place; the old ones keep their order. */
public record AddEnumValues(EnumType from, EnumType to, List<TypeUse> uses) implements Change {
  @Override
  public ObjectId object() {
    return to.id();
  }

  @Override
  public Change reverse() {
    return new RemoveEnumValues(to, from, TypeUse.swapped(uses));
  }
}

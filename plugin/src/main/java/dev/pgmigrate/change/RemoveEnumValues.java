package dev.pgmigrate.change;

import dev.pgmigrate.schema.EnumType;
import dev.pgmigrate.schema.ObjectId;
import java.util.List;

/** Takes back {@link AddEnumValues}, by swapping the type. */
public record RemoveEnumValues(EnumType from, EnumType to, List<TypeUse> uses) implements Change {
  @Override
  public ObjectId object() {
    return to.id();
  }

  @Override
  public Change reverse() {
    return new AddEnumValues(to, from, TypeUse.swapped(uses));
  }
}

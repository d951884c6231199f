package dev.pgmigrate.change;

import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.schema.EnumType;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes back {@link AddEnumValues}: PostgreSQL drops no value, so the type is swapped.
 *
 * @param uses the columns that have the type on both sides
 * @param whole the types that are made of it, with it; null where there are none
 */
public record RemoveEnumValues(
    EnumType from, EnumType to, List<TypeUse> uses, @Nullable ReplaceTypes whole)
    implements Change {
  public RemoveEnumValues {
    uses = List.copyOf(uses);
  }

  @Override
  public ObjectId object() {
    return to.id();
  }

  @Override
  public String line() {
    return ObjectWords.name(object()) + ": " + ObjectWords.between(from, to);
  }

  @Override
  public List<Statement> up() {
    if (whole != null) {
      return whole.up();
    }
    List<String> retracted =
        TypeSwap.retracted(to.id(), from.access(), to.access(), from.comment(), to.comment());
    return TypeSwap.sql("TYPE", to.id(), CreateEnum.sql(to), uses, retracted, null, use -> null);
  }

  @Override
  public List<Warning> blocking(Schema before, Schema after) {
    return TypeSwap.blocking(object(), uses);
  }

  @Override
  public Set<ObjectId> locks() {
    return TypeSwap.locks(uses);
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.CONTRACT;
  }

  @Override
  public Change reverse() {
    return new AddEnumValues(
        to, from, TypeUse.swapped(uses), whole == null ? null : whole.reverse());
  }

  @Override
  public Dependencies dependencies() {
    Dependencies facts = TypeSwap.dependencies(object(), uses);
    return whole == null ? facts : facts.altering(whole.types());
  }

  @Override
  public List<Warning> warnings() {
    return EnumValues.removed(from, to, uses);
  }

  @Override
  public Optional<String> impossible(Schema schema) {
    return TypeSwap.impossible(object(), uses, schema);
  }

  @Override
  public Set<ObjectId> coveredObjects() {
    return TypeSwap.coveredObjects(Set.of(object()), uses);
  }

  @Override
  public boolean covers(Change other) {
    return TypeSwap.covers(object(), uses, other);
  }
}

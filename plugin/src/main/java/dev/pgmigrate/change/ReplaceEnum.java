package dev.pgmigrate.change;

import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.schema.EnumType;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An enum loses values or orders them anew: a new type takes the place of the old one.
 *
 * @param uses the columns that have the type on both sides
 */
public record ReplaceEnum(EnumType from, EnumType to, List<TypeUse> uses) implements Change {
  public ReplaceEnum {
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
    return this.to.values().containsAll(this.from.values()) ? Half.EXPAND : Half.CONTRACT;
  }

  /** The new values come first. */
  @Override
  public Optional<Change> meanwhile(Schema later) {
    List<String> all = new ArrayList<>(from.values());
    to.values().stream().filter(value -> !all.contains(value)).forEach(all::add);
    EnumType both = new EnumType(from.name(), all, from.comment(), from.access());
    List<TypeUse> before =
        uses.stream().map(use -> new TypeUse(use.table(), use.from(), use.from())).toList();
    return all.equals(from.values())
        ? Optional.empty()
        : Optional.of(new AddEnumValues(from, both, before));
  }

  @Override
  public Change reverse() {
    return new ReplaceEnum(to, from, TypeUse.swapped(uses));
  }

  @Override
  public Dependencies dependencies() {
    return TypeSwap.dependencies(object(), uses);
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

package dev.pgmigrate.schema;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A composite type: CREATE TYPE .. AS.
 *
 * @param attributes in catalog order, which is no part of equality, as for a table's columns
 */
public record CompositeType(
    QualifiedName name, List<Attribute> attributes, @Nullable String comment, Access access)
    implements SchemaObject {
  /**
   * A field of the type.
   *
   * @param collation null for the type's own
   */
  public record Attribute(
      String name, DataType type, @Nullable QualifiedName collation, @Nullable String comment) {
    @Override
    public String toString() {
      return name + " " + type + (collation == null ? "" : " COLLATE " + collation);
    }
  }

  public CompositeType {
    attributes = List.copyOf(attributes);
  }

  public Optional<Attribute> attribute(String attribute) {
    return attributes.stream().filter(a -> a.name().equals(attribute)).findFirst();
  }

  /** Whether every remaining attribute keeps its type and its collation. */
  public boolean keepsTypes(CompositeType next) {
    return next.attributes.stream()
        .allMatch(
            now ->
                attribute(now.name())
                    .map(
                        old ->
                            old.type().equals(now.type())
                                && Objects.equals(old.collation(), now.collation()))
                    .orElse(true));
  }

  @Override
  public ObjectId id() {
    return ObjectId.of(ObjectKind.COMPOSITE, name);
  }

  @Override
  public Map<String, Object> aspects() {
    return new Aspects()
        .add("attributes", attributes.stream().map(Attribute::toString).sorted().toList())
        .add("comment", comment)
        .add(access)
        .map();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CompositeType t
        && name.equals(t.name)
        && Set.copyOf(attributes).equals(Set.copyOf(t.attributes))
        && Objects.equals(comment, t.comment)
        && access.equals(t.access);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}

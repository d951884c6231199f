package dev.pgmigrate.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The enums, composites and domains of two schemas, and which of them are made of others. */
public final class UserTypes {
  private final Map<ObjectId, SchemaObject> before;
  private final Map<ObjectId, SchemaObject> after;

  /** The types of two schemas, renames already done. */
  public UserTypes(Schema before, Schema after) {
    this.before = types(before);
    this.after = types(after);
  }

  private static Map<ObjectId, SchemaObject> types(Schema schema) {
    return Stream.<List<? extends SchemaObject>>of(
            schema.enums(), schema.composites(), schema.domains())
        .flatMap(List::stream)
        .collect(Collectors.toMap(SchemaObject::id, Function.identity(), (a, b) -> a));
  }

  /** A type that is in the first schema. */
  public SchemaObject before(ObjectId id) {
    return Objects.requireNonNull(before.get(id), id::toString);
  }

  /** A type that is in the second schema. */
  public SchemaObject after(ObjectId id) {
    return Objects.requireNonNull(after.get(id), id::toString);
  }

  /** The types of both schemas that the first makes of a type or a collation, at any depth. */
  public Set<ObjectId> madeOf(ObjectId type) {
    Set<ObjectId> all = new TreeSet<>();
    collect(type, all);
    all.remove(type);
    return all;
  }

  private void collect(ObjectId type, Set<ObjectId> all) {
    for (SchemaObject other : before.values()) {
      boolean same = after.containsKey(other.id());
      if (same && isMadeOf(other, type) && all.add(other.id())) {
        collect(other.id(), all);
      }
    }
  }

  /** The types that are not on both sides alike, and all that the first schema makes of them. */
  public Set<QualifiedName> changing() {
    Set<ObjectId> all = new TreeSet<>();
    before.forEach(
        (id, type) -> {
          if (!type.equals(after.get(id)) && all.add(id)) {
            all.addAll(madeOf(id));
          }
        });
    after.keySet().stream().filter(id -> !before.containsKey(id)).forEach(all::add);
    return all.stream().map(ObjectId::qualifiedName).collect(Collectors.toSet());
  }

  /** These, each after what it is made of. */
  public List<ObjectId> inOrder(Set<ObjectId> types) {
    List<ObjectId> ordered = new ArrayList<>();
    Set<ObjectId> left = new TreeSet<>(types);
    while (!left.isEmpty()) {
      ObjectId next =
          left.stream()
              .filter(id -> left.stream().noneMatch(other -> needs(id, other)))
              .findFirst()
              .orElse(left.iterator().next());
      ordered.add(next);
      left.remove(next);
    }
    return ordered;
  }

  private boolean needs(ObjectId id, ObjectId other) {
    SchemaObject was = before.get(id);
    SchemaObject is = after.get(id);
    return !id.equals(other)
        && ((was != null && isMadeOf(was, other)) || (is != null && isMadeOf(is, other)));
  }

  private static boolean isMadeOf(SchemaObject object, ObjectId type) {
    QualifiedName name = type.qualifiedName();
    if (object instanceof Domain domain) {
      return type.kind() == ObjectKind.COLLATION
          ? name.equals(domain.collation())
          : has(domain.type(), name);
    }
    return object instanceof CompositeType composite
        && composite.attributes().stream()
            .anyMatch(
                a ->
                    type.kind() == ObjectKind.COLLATION
                        ? name.equals(a.collation())
                        : has(a.type(), name));
  }

  private static boolean has(DataType type, QualifiedName name) {
    return name.equals(type.userDefined());
  }
}

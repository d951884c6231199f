package dev.pgmigrate.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The enums, composites and domains of two schemas, and which of them depend on others. */
public record UserTypes(Map<ObjectId, SchemaObject> before, Map<ObjectId, SchemaObject> after) {
  public UserTypes {
    before = Collections.unmodifiableMap(new TreeMap<>(before));
    after = Collections.unmodifiableMap(new TreeMap<>(after));
  }

  /** The types of two schemas, renames already done. */
  public UserTypes(Schema before, Schema after) {
    this(types(before), types(after));
  }

  /** The same for the downgrade. */
  public UserTypes reversed() {
    return new UserTypes(after, before);
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

  /** The types of both schemas that depend in the first on a type or a collation, at any depth. */
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

  /** The types of both sides that differ, and all that depend on them in the first schema. */
  public Set<ObjectId> changing() {
    return replaced(Set.of());
  }

  /** As {@link #changing}, without those that are altered in place. */
  public Set<ObjectId> replaced(Set<ObjectId> altered) {
    Set<ObjectId> all = new TreeSet<>();
    before.forEach(
        (id, type) -> {
          SchemaObject now = after.get(id);
          if (now != null && !now.equals(type) && !altered.contains(id)) {
            all.add(id);
            all.addAll(madeOf(id));
          }
        });
    all.removeAll(altered);
    return all;
  }

  /** The created and dropped types. */
  public Set<ObjectId> onOneSide() {
    Set<ObjectId> all = new TreeSet<>(before.keySet());
    all.addAll(after.keySet());
    all.removeIf(id -> before.containsKey(id) && after.containsKey(id));
    return all;
  }

  /** The innermost base type of a domain in the second schema; any other type itself. */
  public DataType bottom(DataType type) {
    QualifiedName name = type.userDefined();
    boolean array = type.text().endsWith("[]");
    return !array
            && name != null
            && after.get(ObjectId.of(ObjectKind.DOMAIN, name)) instanceof Domain domain
        ? bottom(domain.type())
        : type;
  }

  /** These types, each after the types that it depends on. */
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

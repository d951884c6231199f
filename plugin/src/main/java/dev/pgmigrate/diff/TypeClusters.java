package dev.pgmigrate.diff;

import dev.pgmigrate.change.AddEnumValues;
import dev.pgmigrate.change.AlterComposite;
import dev.pgmigrate.change.AlterDomain;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateDefinition;
import dev.pgmigrate.change.DropDefinition;
import dev.pgmigrate.change.ReplaceDomain;
import dev.pgmigrate.change.ReplaceEnum;
import dev.pgmigrate.change.ReplaceTypes;
import dev.pgmigrate.schema.CompositeType;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Types that others are made of, or that are inside of columns where PostgreSQL does not alter
 * them: they are replaced together with all that is made of them.
 */
final class TypeClusters {
  private final Map<ObjectId, SchemaObject> before;
  private final Map<ObjectId, SchemaObject> after;
  private final Schema from;
  private final TypeUses uses;

  private TypeClusters(Schema from, Schema to, TypeUses uses) {
    this.before = types(from);
    this.after = types(to);
    this.from = from;
    this.uses = uses;
  }

  private static Map<ObjectId, SchemaObject> types(Schema schema) {
    return Stream.<List<? extends SchemaObject>>of(
            schema.enums(), schema.composites(), schema.domains())
        .flatMap(List::stream)
        .collect(Collectors.toMap(SchemaObject::id, Function.identity(), (a, b) -> a));
  }

  /** The changes, those of such types as one. */
  static void join(List<Change> changes, Schema from, Schema to, TypeUses uses) {
    TypeClusters clusters = new TypeClusters(from, to, uses);
    changes.replaceAll(clusters::withWhatIsMadeOf);
    Map<ObjectId, Change> seeds = clusters.seeds(changes);
    if (seeds.isEmpty()) {
      return;
    }
    Set<ObjectId> cluster = new TreeSet<>();
    for (Map.Entry<ObjectId, Change> seed : seeds.entrySet()) {
      Set<ObjectId> madeOf = clusters.madeOf(seed.getKey());
      boolean inPlace =
          seed.getValue() instanceof ReplaceDomain || seed.getValue() instanceof ReplaceEnum;
      if (!madeOf.isEmpty() || !inPlace) {
        cluster.add(seed.getKey());
        cluster.addAll(madeOf);
      }
    }
    if (!cluster.isEmpty()) {
      clusters.replace(changes, cluster, seeds);
    }
  }

  /** Values are added in place; on the way back the enum goes, and what is made of it. */
  private Change withWhatIsMadeOf(Change change) {
    Set<ObjectId> madeOf =
        change instanceof AddEnumValues ? madeOf(change.object()) : Set.<ObjectId>of();
    if (madeOf.isEmpty() || !(change instanceof AddEnumValues add)) {
      return change;
    }
    Set<ObjectId> all = new TreeSet<>(madeOf);
    all.add(change.object());
    List<ReplaceTypes.Swap> swaps =
        inOrder(all).stream()
            .map(id -> new ReplaceTypes.Swap(at(before, id), at(after, id), null))
            .toList();
    return add.within(new ReplaceTypes(swaps, uses.of(all)));
  }

  /** What cannot be altered in its place. */
  private Map<ObjectId, Change> seeds(List<Change> changes) {
    Map<ObjectId, Change> seeds = new LinkedHashMap<>();
    Set<ObjectId> created =
        changes.stream()
            .filter(CreateDefinition.class::isInstance)
            .map(Change::object)
            .collect(Collectors.toSet());
    for (Change change : changes) {
      ObjectId id = change.object();
      boolean replaces =
          change instanceof ReplaceDomain
              || change instanceof ReplaceEnum
              || (change instanceof AlterComposite alter && retypes(alter) && isUsed(id))
              || (change instanceof AlterDomain alter
                  && restricts(alter)
                  && uses.isInside(alter.to().name(), from))
              || (change instanceof DropDefinition
                  && id.kind() == ObjectKind.COLLATION
                  && created.contains(id)
                  && isUsed(id));
      if (replaces) {
        seeds.put(id, change);
      }
    }
    return seeds;
  }

  private static boolean retypes(AlterComposite alter) {
    return alter.to().attributes().stream()
        .anyMatch(
            now ->
                alter
                    .from()
                    .attribute(now.name())
                    .filter(
                        old ->
                            !old.type().equals(now.type())
                                || !Objects.equals(old.collation(), now.collation()))
                    .isPresent());
  }

  private static boolean restricts(AlterDomain alter) {
    return (alter.to().notNull() && !alter.from().notNull())
        || !alter.from().checks().containsAll(alter.to().checks())
        || (alter.from().notNull() && !alter.to().notNull())
        || !alter.to().checks().containsAll(alter.from().checks());
  }

  private boolean isUsed(ObjectId type) {
    boolean inColumns =
        type.kind() == ObjectKind.COLLATION
            ? !uses.collated(type.qualifiedName()).isEmpty()
            : !uses.of(type.qualifiedName()).isEmpty();
    return inColumns || madeOf(type).stream().anyMatch(this::isUsed);
  }

  /** The types that are made of a type, at any depth, before and afterwards. */
  private Set<ObjectId> madeOf(ObjectId type) {
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

  private void replace(List<Change> changes, Set<ObjectId> cluster, Map<ObjectId, Change> seeds) {
    Map<ObjectId, Change> own = new HashMap<>();
    for (Change change : changes) {
      if (cluster.contains(change.object())
          && (seeds.containsValue(change)
              || change instanceof AlterDomain
              || change instanceof AlterComposite)) {
        own.put(change.object(), change);
      }
    }
    List<ReplaceTypes.Swap> swaps = new ArrayList<>();
    for (ObjectId id : inOrder(cluster)) {
      Change change = own.get(id);
      swaps.add(
          change instanceof DropDefinition drop && drop.after() != null
              ? new ReplaceTypes.Swap(drop.definition(), drop.after(), null)
              : new ReplaceTypes.Swap(at(before, id), at(after, id), change));
    }
    changes.removeIf(change -> cluster.contains(change.object()));
    changes.add(new ReplaceTypes(swaps, uses.swapped(cluster)));
  }

  private static SchemaObject at(Map<ObjectId, SchemaObject> types, ObjectId id) {
    return Objects.requireNonNull(types.get(id), id::toString);
  }

  /** What others are made of comes first. */
  private List<ObjectId> inOrder(Set<ObjectId> cluster) {
    List<ObjectId> ordered = new ArrayList<>();
    Set<ObjectId> left = new TreeSet<>(cluster);
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
}

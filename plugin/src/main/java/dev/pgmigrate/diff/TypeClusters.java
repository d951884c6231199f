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
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.UserTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Types that others are made of, or that are inside of columns where PostgreSQL does not alter
 * them: they are replaced together with all that is made of them.
 */
final class TypeClusters {
  private final UserTypes types;
  private final Schema from;
  private final TypeUses uses;

  private TypeClusters(Schema from, Schema to, TypeUses uses) {
    this.types = new UserTypes(from, to);
    this.from = from;
    this.uses = uses;
  }

  /** The changes, those of such types as one. */
  static void join(List<Change> changes, Schema from, Schema to, TypeUses uses) {
    TypeClusters clusters = new TypeClusters(from, to, uses);
    changes.replaceAll(clusters::withTypes);
    Map<ObjectId, Change> seeds = clusters.seeds(changes);
    if (seeds.isEmpty()) {
      return;
    }
    Set<ObjectId> cluster = new TreeSet<>();
    for (Map.Entry<ObjectId, Change> seed : seeds.entrySet()) {
      Set<ObjectId> madeOf = clusters.types.madeOf(seed.getKey());
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

  private Change withTypes(Change change) {
    if (change instanceof ReplaceDomain domain) {
      return domain.over(types);
    }
    return change instanceof AddEnumValues add ? add.withWhatIsMadeOfIt(types, uses::of) : change;
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
              || (change instanceof AlterComposite alter
                  && !alter.from().keepsTypes(alter.to())
                  && isUsed(id))
              || (change instanceof AlterDomain alter
                  && restricts(alter)
                  && uses.isInside(alter.to().name(), from))
              || (change instanceof DropDefinition
                  && (id.kind() == ObjectKind.COLLATION || id.kind() == ObjectKind.RANGE)
                  && created.contains(id)
                  && isUsed(id));
      if (replaces) {
        seeds.put(id, change);
      }
    }
    return seeds;
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
            : uses.hasValues(type.qualifiedName());
    return inColumns || types.madeOf(type).stream().anyMatch(this::isUsed);
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
    for (ObjectId id : types.inOrder(cluster)) {
      Change change = own.get(id);
      swaps.add(
          change instanceof DropDefinition drop && drop.after() != null
              ? new ReplaceTypes.Swap(drop.definition(), drop.after(), null)
              : new ReplaceTypes.Swap(types.before(id), types.after(id), change));
    }
    changes.removeIf(change -> cluster.contains(change.object()));
    changes.add(new ReplaceTypes(swaps, uses.swapped(cluster)));
  }
}

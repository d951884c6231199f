package dev.pgmigrate.diff;

import dev.pgmigrate.schema.AspectKey;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Enumerates what a schema states. */
final class Stated {
  /** Aspects that come with the object's existence: they can change, but never be retracted. */
  private static final Set<String> INHERENT =
      Set.of("type", "values", "keys", "attributes", "definition");

  private Stated() {}

  /** The existence of every object, and every aspect that is not at PostgreSQL's default. */
  static Set<AspectKey> keysOf(Schema schema) {
    Set<AspectKey> keys = new HashSet<>();
    schema
        .objects()
        .filter(object -> !(object instanceof Domain) && !(object instanceof Table))
        .forEach(object -> add(keys, object.id(), object.aspects()));
    schema.domains().forEach(domain -> each(domain, (id, aspects) -> add(keys, id, aspects)));
    schema.tables().forEach(table -> each(table, (id, aspects) -> add(keys, id, aspects)));
    return keys;
  }

  static boolean inherent(String aspect) {
    return INHERENT.contains(aspect);
  }

  /** The domain and its checks. */
  static void each(Domain domain, BiConsumer<ObjectId, Map<String, Object>> visitor) {
    visitor.accept(domain.id(), domain.aspects());
    domain.checks().forEach(c -> visitor.accept(checkId(domain, c.name()), c.aspects()));
  }

  /** The table and all its parts. */
  static void each(Table table, BiConsumer<ObjectId, Map<String, Object>> visitor) {
    visitor.accept(table.id(), table.aspects());
    table.columns().forEach(c -> visitor.accept(table.columnId(c.name()), c.aspects()));
    table.constraints().forEach(c -> visitor.accept(table.constraintId(c), c.aspects()));
    table.indexes().forEach(i -> visitor.accept(table.indexId(i), i.aspects()));
  }

  static ObjectId checkId(Domain domain, String check) {
    return ObjectId.of(ObjectKind.CHECK, domain.name(), check);
  }

  private static void add(Set<AspectKey> keys, ObjectId id, Map<String, ? extends Object> aspects) {
    keys.add(AspectKey.of(id));
    for (String aspect : aspects.keySet()) {
      if (!inherent(aspect)) {
        keys.add(new AspectKey(id, aspect));
      }
    }
  }
}

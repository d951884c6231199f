package dev.pgmigrate.intent;

import dev.pgmigrate.schema.AspectKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Enumerates what a schema states. */
public final class StatedAspects {
  /** Aspects that come with the object's existence: they can change, but never be retracted. */
  private static final Set<String> INHERENT =
      Set.of("type", "values", "keys", "attributes", "definition");

  private StatedAspects() {}

  /** The existence of every object, and every aspect that is not at PostgreSQL's default. */
  public static Set<AspectKey> keysOf(Schema schema) {
    Set<AspectKey> keys = new HashSet<>();
    schema.forEachPart((id, aspects) -> add(keys, id, aspects));
    return keys;
  }

  static boolean inherent(String aspect) {
    return INHERENT.contains(aspect);
  }

  private static void add(Set<AspectKey> keys, ObjectId id, Map<String, ? extends Object> aspects) {
    keys.add(AspectKey.of(id));
    aspects.forEach(
        (aspect, value) -> {
          if (!inherent(aspect) || Unwritten.isWritten(id, aspect, value)) {
            keys.add(new AspectKey(id, aspect));
          }
        });
  }
}

package dev.pgmigrate.catalog;

import dev.pgmigrate.schema.Schema;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a catalog holds.
 *
 * @param notCompared what the model does not cover, sorted by kind and name
 * @param serverVersion as server_version_num: 170011
 */
public record Catalog(Schema schema, List<NotCompared> notCompared, int serverVersion) {
  public Catalog {
    notCompared = List.copyOf(notCompared);
  }

  /** What this catalog or the other one holds and the model does not cover. */
  public List<NotCompared> notComparedWith(Catalog other) {
    return Stream.concat(notCompared.stream(), other.notCompared.stream()).distinct().toList();
  }
}

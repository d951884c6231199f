package dev.pgmigrate.catalog;

import dev.pgmigrate.schema.Schema;
import java.util.List;

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
}

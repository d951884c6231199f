package dev.pgmigrate.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether a catalog was changed: one cheap query over every relation that the reading of a catalog
 * asks.
 */
public final class CatalogFingerprint {
  private static final String QUERY = "fingerprint";

  private CatalogFingerprint() {}

  /** By relation, what differs from another reading if anybody changed a row of it. */
  public static SortedMap<String, List<String>> read(Connection connection) throws SQLException {
    SortedMap<String, List<String>> relations = new TreeMap<>();
    new Queries(connection, connection.getMetaData().getDatabaseMajorVersion())
        .read(
            QUERY,
            row -> {
              List<String> texts = new ArrayList<>(List.of(row.text("number")));
              texts.add(String.valueOf(row.textOrNull("digest")));
              relations.put(row.text("name"), texts);
            });
    return relations;
  }
}

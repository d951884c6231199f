package dev.pgmigrate.catalog;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The server, and who reads.
 *
 * @param version as server_version_num
 * @param implied the roles whose ownership goes without saying: whoever reads, whoever owns the
 *     database or the journal, and whom the migrations run as
 */
record CatalogSession(int version, Set<String> implied) {
  static CatalogSession of(Row row, String historySchema, @Nullable String role)
      throws SQLException {
    // pg_database_owner owns public since PostgreSQL 15.
    Set<String> implied = new HashSet<>(Set.of("pg_database_owner"));
    implied.add(row.text("reader"));
    implied.add(row.text("database_owner"));
    int journal = row.texts("journals").indexOf(historySchema);
    if (journal >= 0) {
      implied.add(row.texts("journal_owners").get(journal));
    }
    if (role != null) {
      implied.add(role);
    }
    return new CatalogSession(row.integer("version"), Set.copyOf(implied));
  }

  /** For a reading that is the same whoever reads: every owner is said. */
  CatalogSession withEveryOwnerSaid() {
    return new CatalogSession(version, Set.of());
  }

  /** The owner as the model has it: null where it goes without saying. */
  @Nullable String owner(String role) {
    return implied.contains(role) ? null : role;
  }
}

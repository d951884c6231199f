package dev.pgmigrate.catalog;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The server, and who reads.
 *
 * @param version as server_version_num
 * @param implied the roles whose ownership goes without saying: whoever reads, and whoever owns the
 *     database
 */
record Session(int version, Set<String> implied) {
  static Session of(Row row) throws SQLException {
    return new Session(
        row.integer("version"),
        // pg_database_owner owns public since PostgreSQL 15.
        Set.copyOf(List.of(row.text("reader"), row.text("database_owner"), "pg_database_owner")));
  }

  /** The owner as the model has it: null where it goes without saying. */
  @Nullable String owner(String role) {
    return implied.contains(role) ? null : role;
  }
}

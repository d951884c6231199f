package dev.pgmigrate.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Storage parameters and tablespaces of tables and indexes. */
final class Parameters {
  private Parameters() {}

  /**
   * The statements that lead from the one to the other.
   *
   * @param alter {@code ALTER TABLE t} or {@code ALTER INDEX i}
   */
  static List<String> between(String alter, Map<String, String> from, Map<String, String> to) {
    List<String> sql = new ArrayList<>();
    SortedSet<String> gone = new TreeSet<>(from.keySet());
    gone.removeAll(to.keySet());
    if (!gone.isEmpty()) {
      sql.add(alter + " RESET " + Sql.parameterNames(gone));
    }
    Map<String, String> set = new TreeMap<>(to);
    set.entrySet().removeAll(from.entrySet());
    if (!set.isEmpty()) {
      sql.add(alter + " SET " + Sql.parameters(set));
    }
    return sql;
  }

  static List<String> tablespace(String alter, @Nullable String from, @Nullable String to) {
    return Objects.equals(from, to)
        ? List.of()
        : List.of(alter + " SET TABLESPACE " + Sql.name(to == null ? "pg_default" : to));
  }
}

package dev.pgmigrate.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Storage parameters and tablespaces of tables and indexes. */
public final class Parameters {
  private Parameters() {}

  private static final String STATISTICS = "statistics.";

  /** The parameters that stand in CREATE: without those of the expressions of an index. */
  public static Map<String, String> plain(Map<String, String> parameters) {
    Map<String, String> plain = new TreeMap<>(parameters);
    plain.keySet().removeIf(name -> name.startsWith(STATISTICS));
    return plain;
  }

  /** What ANALYZE is told about the expressions of an index. */
  public static List<String> statistics(
      String alter, Map<String, String> from, Map<String, String> to) {
    List<String> sql = new ArrayList<>();
    SortedSet<String> names = new TreeSet<>(from.keySet());
    names.addAll(to.keySet());
    for (String name : names) {
      if (name.startsWith(STATISTICS) && !Objects.equals(from.get(name), to.get(name))) {
        sql.add(
            alter
                + " ALTER COLUMN "
                + name.substring(STATISTICS.length())
                + " SET STATISTICS "
                + to.getOrDefault(name, "-1"));
      }
    }
    return sql;
  }

  /**
   * The statements that lead from the one to the other.
   *
   * @param alter {@code ALTER TABLE t} or {@code ALTER INDEX i}
   */
  public static List<String> between(
      String alter, Map<String, String> from, Map<String, String> to) {
    List<String> sql = new ArrayList<>();
    SortedSet<String> gone = new TreeSet<>(from.keySet());
    gone.removeAll(to.keySet());
    if (!gone.isEmpty()) {
      sql.add(alter + " RESET " + SqlText.parameterNames(gone));
    }
    Map<String, String> set = new TreeMap<>(to);
    set.entrySet().removeAll(from.entrySet());
    if (!set.isEmpty()) {
      sql.add(alter + " SET " + SqlText.parameters(set));
    }
    return sql;
  }

  public static List<String> tablespace(String alter, @Nullable String from, @Nullable String to) {
    return Objects.equals(from, to)
        ? List.of()
        : List.of(alter + " SET TABLESPACE " + SqlText.name(to == null ? "pg_default" : to));
  }
}

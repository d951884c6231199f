package dev.pgmigrate.rows;

import dev.pgmigrate.rows.RowDifference.Kind;
import dev.pgmigrate.sql.Literal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What became of the rows of one snapshot in a later one. Rows that came later do not matter. */
public final class RowComparison {
  private static final int SHOWN = 60;

  private final TableRows before;
  private final TableRows after;
  private final List<Pair> pairs = new ArrayList<>();
  private final List<RowDifference> differences = new ArrayList<>();

  /** A column in both states, by its places. */
  private record Pair(
      int from, int to, TableRows.Column old, TableRows.Column now, boolean sameColumn) {}

  private RowComparison(TableRows before, TableRows after) {
    this.before = before;
    this.after = after;
  }

  /** All that the later snapshot does not have as the earlier one had it. */
  public static List<RowDifference> of(RowSnapshot before, RowSnapshot after) {
    List<RowDifference> all = new ArrayList<>();
    for (TableRows table : before.tables()) {
      if (after.unread().contains(table.name()) || isPartition(table, before)) {
        continue; // The rows of a partition are those of the table on top, too.
      }
      Optional<TableRows> later = table.in(after.tables());
      if (later.isPresent()) {
        TableRows now = withDetached(table, later.get(), before, after);
        all.addAll(new RowComparison(table, now).differences());
      } else if (!table.rows().isEmpty()) {
        int rows = table.rows().size();
        all.add(new RowDifference(Kind.TABLE_GONE, table.name(), null, rows, rows, ""));
      }
    }
    return all;
  }

  private static boolean isPartition(TableRows table, RowSnapshot snapshot) {
    return table.root() != 0
        && table.root() != table.oid()
        && snapshot.tables().stream().anyMatch(other -> other.oid() == table.root());
  }

  /** Rows in partitions that were detached are still there. */
  private static TableRows withDetached(
      TableRows before, TableRows now, RowSnapshot earlier, RowSnapshot later) {
    List<List<@Nullable String>> rows = new ArrayList<>(now.rows());
    for (TableRows part : earlier.tables()) {
      boolean was = part.root() == before.oid() && part.oid() != before.oid();
      later.tables().stream()
          .filter(other -> was && other.oid() == part.oid() && other.root() != now.root())
          .forEach(other -> other.rows().forEach(row -> rows.add(inOrder(row, other, now))));
    }
    return now.withRows(rows);
  }

  private static List<@Nullable String> inOrder(
      List<@Nullable String> row, TableRows from, TableRows to) {
    List<@Nullable String> ordered = new ArrayList<>();
    for (TableRows.Column column : to.columns()) {
      int at =
          IntStream.range(0, from.columns().size())
              .filter(i -> from.columns().get(i).name().equals(column.name()))
              .findFirst()
              .orElse(-1);
      ordered.add(at < 0 ? null : row.get(at));
    }
    return ordered;
  }

  private List<RowDifference> differences() {
    for (int from = 0; from < before.columns().size(); from++) {
      TableRows.Column old = before.columns().get(from);
      TableRows.Column now = after.column(before, old).orElse(null);
      if (now == null) {
        columnGone(from, old);
      } else if (!old.generated() && !now.generated()) {
        boolean same = before.oid() == after.oid() && old.number() == now.number();
        pairs.add(new Pair(from, after.columns().indexOf(now), old, now, same));
      }
    }
    if (!missing(pairs).isEmpty()) {
      compare();
    }
    return differences;
  }

  private void columnGone(int at, TableRows.Column column) {
    int values = (int) before.rows().stream().filter(row -> row.get(at) != null).count();
    if (values > 0 && !column.generated()) {
      differences.add(
          new RowDifference(Kind.COLUMN_GONE, before.name(), column.name(), values, values, ""));
    }
  }

  /** The rows before that have no equal afterwards, as far as these columns go. */
  private List<List<@Nullable String>> missing(List<Pair> some) {
    Map<List<@Nullable String>, Integer> left = new HashMap<>();
    after.rows().forEach(row -> left.merge(values(row, some, false), 1, Integer::sum));
    List<List<@Nullable String>> missing = new ArrayList<>();
    for (List<@Nullable String> row : before.rows()) {
      List<@Nullable String> values = values(row, some, true);
      Integer count = left.getOrDefault(values, 0);
      if (count == 0) {
        missing.add(row);
      } else {
        left.put(values, count - 1);
      }
    }
    return missing;
  }

  private static List<@Nullable String> values(
      List<@Nullable String> row, List<Pair> some, boolean before) {
    List<@Nullable String> values = new ArrayList<>();
    some.forEach(pair -> values.add(row.get(before ? pair.from() : pair.to())));
    return values;
  }

  private void compare() {
    List<Pair> key = pairs.stream().filter(pair -> pair.old().key()).toList();
    long keyed = before.columns().stream().filter(TableRows.Column::key).count();
    if (keyed > 0 && key.size() == keyed) {
      List<List<@Nullable String>> gone = missing(key);
      boolean recast =
          key.stream().anyMatch(pair -> !pair.old().type().equals(pair.now().type()))
              && after.rows().size() >= before.rows().size();
      // A key of another type may have another value: then no row can be told by it.
      if (gone.isEmpty() || (!recast && gone.size() < before.rows().size())) {
        rowsGone(gone);
        byKey(key);
        return;
      }
    }
    if (after.rows().size() < before.rows().size()) {
      int left = before.rows().size() - after.rows().size();
      rowsGone(missing(pairs).subList(0, left));
      return;
    }
    for (Pair pair : pairs) {
      List<List<@Nullable String>> changed =
          missing(List.of(pair)).stream().filter(row -> row.get(pair.from()) != null).toList();
      if (!changed.isEmpty()) {
        List<@Nullable String> now =
            after.rows().stream().<@Nullable String>map(row -> row.get(pair.to())).toList();
        boolean lost = now.stream().distinct().count() < distinct(pair);
        add(pair, changed.size(), lost, "");
      } else {
        filled(pair, missing(List.of(pair)).size(), "");
      }
    }
  }

  private long distinct(Pair pair) {
    return before.rows().stream()
        .map(row -> Optional.ofNullable(row.get(pair.from())))
        .distinct()
        .count();
  }

  private void rowsGone(List<List<@Nullable String>> gone) {
    if (!gone.isEmpty()) {
      differences.add(
          new RowDifference(
              Kind.ROWS_GONE,
              before.name(),
              null,
              gone.size(),
              before.rows().size(),
              shown(gone.get(0))));
    }
  }

  /** Each row is compared to the one that has its key. */
  private void byKey(List<Pair> key) {
    Map<List<@Nullable String>, List<@Nullable String>> now = new HashMap<>();
    after.rows().forEach(row -> now.put(values(row, key, false), row));
    for (Pair pair : pairs) {
      int changed = 0;
      int filled = 0;
      String example = "";
      String filling = "";
      boolean lost = false;
      Set<String> old = new HashSet<>();
      Set<String> made = new HashSet<>();
      for (List<@Nullable String> row : before.rows()) {
        List<@Nullable String> later = now.get(values(row, key, true));
        String was = row.get(pair.from());
        if (later == null) {
          continue;
        }
        String is = later.get(pair.to());
        if (was == null) {
          filling = is != null && filled++ == 0 ? "NULL became " + shown(is) : filling;
          continue;
        }
        old.add(was);
        made.add(String.valueOf(is));
        if (!was.equals(is)) {
          lost |= is == null;
          example = changed++ == 0 ? shown(was) + " became " + shown(is) : example;
        }
      }
      if (changed > 0) {
        add(pair, changed, lost || made.size() < Math.max(old.size(), 2), example);
      } else {
        filled(pair, filled, filling);
      }
    }
  }

  private void add(Pair pair, int changed, boolean lost, String example) {
    boolean written = pair.sameColumn() && pair.old().type().equals(pair.now().type());
    Kind gone = pair.sameColumn() ? Kind.VALUES_MERGED : Kind.VALUES_LOST;
    int all = (int) before.rows().stream().filter(r -> r.get(pair.from()) != null).count();
    differences.add(
        new RowDifference(
            written ? Kind.VALUES_WRITTEN : lost ? gone : Kind.VALUES_CONVERTED,
            before.name(),
            pair.old().name(),
            changed,
            all,
            example));
  }

  /** A column of which no value has changed. */
  private void filled(Pair pair, int filled, String example) {
    if (filled > 0) {
      int all = (int) before.rows().stream().filter(r -> r.get(pair.from()) == null).count();
      differences.add(
          new RowDifference(
              Kind.NULLS_FILLED, before.name(), pair.old().name(), filled, all, example));
    }
  }

  private static String shown(@Nullable String value) {
    return value == null
        ? "NULL"
        : Literal.quote(value.length() > SHOWN ? value.substring(0, SHOWN) + ".." : value);
  }

  private static String shown(List<@Nullable String> row) {
    String all = row.stream().map(Objects::toString).collect(Collectors.joining(", ", "(", ")"));
    return all.length() > SHOWN ? all.substring(0, SHOWN) + "..)" : all;
  }
}

package dev.pgmigrate.catalog;

import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.IndexKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads indexes. Those inside constraints are taken by the {@link ConstraintReader}. */
final class IndexReader {
  /** Bits of pg_index.indoption. */
  private static final int DESCENDING = 1;

  private static final int NULLS_FIRST = 2;

  private record Owned(long table, Index index) {}

  private final Map<Long, List<IndexKey>> keys = new HashMap<>();
  private final Map<Long, List<String>> included = new HashMap<>();
  private final Map<Long, Owned> byOid = new HashMap<>();

  IndexReader(Queries queries) throws SQLException {
    queries.read("index_keys", this::addKey);
    queries.read("indexes", this::add);
  }

  /** The index inside a constraint, which thereby is no index of its own any more. */
  Index take(long oid) {
    Owned owned = byOid.remove(oid);
    if (owned == null) {
      throw new IllegalStateException("there is no index " + oid + " inside its constraint");
    }
    return owned.index();
  }

  /** Those that nobody took, by the oid of their table, sorted by name. */
  Map<Long, List<Index>> free() {
    Map<Long, List<Index>> byTable = new HashMap<>();
    byOid.values().forEach(owned -> TableReader.listOf(byTable, owned.table()).add(owned.index()));
    byTable.values().forEach(list -> list.sort(Comparator.comparing(Index::name)));
    return byTable;
  }

  private void addKey(Row row) throws SQLException {
    long index = row.number("index_oid");
    if (row.is("included")) {
      TableReader.listOf(included, index).add(row.text("column_name"));
      return;
    }
    int option = row.is("ordered") ? row.integer("option") : 0;
    TableReader.listOf(keys, index)
        .add(
            new IndexKey(
                row.textOrNull("column_name"),
                row.expressionOrNull("expression"),
                row.textOrNull("operator_class"),
                row.nameOrNull("collation"),
                (option & DESCENDING) != 0,
                (option & NULLS_FIRST) != 0));
  }

  private void add(Row row) throws SQLException {
    long oid = row.number("oid");
    Index index =
        new Index(
            row.text("name"),
            row.text("method"),
            keys.getOrDefault(oid, new ArrayList<>()),
            included.getOrDefault(oid, List.of()),
            row.is("is_unique"),
            row.is("nulls_not_distinct"),
            row.expressionOrNull("predicate"),
            row.parameters("parameters"),
            row.textOrNull("tablespace"),
            row.is("valid"),
            row.is("clustered"),
            row.textOrNull("comment"));
    byOid.put(oid, new Owned(row.number("table_oid"), index));
  }
}

package dev.pgmigrate.watch;

import dev.pgmigrate.jdbc.SqlResource;
import dev.pgmigrate.lint.ColumnState;
import dev.pgmigrate.lint.ForeignKeyState;
import dev.pgmigrate.lint.IndexState;
import dev.pgmigrate.lint.PublicationState;
import dev.pgmigrate.lint.Relation;
import dev.pgmigrate.lint.RelationState;
import dev.pgmigrate.lint.RowVisibility;
import dev.pgmigrate.lint.UncheckedConstraint;
import dev.pgmigrate.schema.QualifiedName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what the catalog says of relations: of all, or of a few. */
final class RelationReader {
  private static final String RELATIONS = SqlResource.text(RelationReader.class, "relations");
  private static final String INDEXES = SqlResource.text(RelationReader.class, "indexes");
  private static final String FOREIGN_KEYS = SqlResource.text(RelationReader.class, "foreign_keys");
  private static final String UNCHECKED = SqlResource.text(RelationReader.class, "unchecked");
  private static final String PUBLICATIONS = SqlResource.text(RelationReader.class, "publications");
  private static final String PUBLISHED_SCHEMAS =
      SqlResource.text(RelationReader.class, "published_schemas");
  private static final int PUBLISHES_SCHEMAS = 15;

  private final Connection connection;
  private final LongPredicate existing;
  private final BiPredicate<Long, Integer> existingColumn;
  private final Map<Long, Relation> relations = new LinkedHashMap<>();
  private final Map<Long, Own> own = new LinkedHashMap<>();
  private final Map<Long, List<ColumnState>> columns = new HashMap<>();
  private final Map<Long, List<IndexState>> indexes = new HashMap<>();
  private final Map<Long, List<ForeignKeyState>> keys = new HashMap<>();
  private final Map<Long, List<UncheckedConstraint>> unchecked = new HashMap<>();
  private final Map<Long, List<PublicationState>> publications = new HashMap<>();
  private final Map<Long, Long> tables = new HashMap<>();

  /** What one row of the catalog says of a relation, beside its name. */
  private record Own(String replicaIdentity, boolean partition, RowVisibility rowSecurity) {}

  /**
   * @param existing whether the relation with this oid was there at the beginning
   * @param existingColumn whether that relation had the column with this number then
   */
  RelationReader(
      Connection connection, LongPredicate existing, BiPredicate<Long, Integer> existingColumn) {
    this.connection = connection;
    this.existing = existing;
    this.existingColumn = existingColumn;
  }

  /**
   * Reads relations, with the tables of indexes; all when no oids are given.
   *
   * @param known those that have been read before: a foreign key may refer to one
   */
  Map<Long, RelationState> read(@Nullable Collection<Long> oids, Map<Long, RelationState> known)
      throws SQLException {
    each(RELATIONS, 3, oids, this::relation);
    List<Long> wanted =
        relations.entrySet().stream()
            .filter(entry -> entry.getValue().isTable())
            .map(Map.Entry::getKey)
            .toList();
    if (!wanted.isEmpty()) {
      List<Long> those = oids == null ? null : wanted;
      each(INDEXES, 2, those, this::index);
      each(FOREIGN_KEYS, 2, those, row -> foreignKey(row, known));
      each(UNCHECKED, 2, those, this::unchecked);
      each(PUBLICATIONS, 4, those, this::publication);
      if (connection.getMetaData().getDatabaseMajorVersion() >= PUBLISHES_SCHEMAS) {
        each(PUBLISHED_SCHEMAS, 2, those, this::publication);
      }
    }
    Map<Long, RelationState> states = new LinkedHashMap<>();
    own.forEach(
        (oid, said) ->
            states.put(
                oid,
                new RelationState(
                    Objects.requireNonNull(relations.get(oid)),
                    oid,
                    columns.getOrDefault(oid, List.of()),
                    said.replicaIdentity(),
                    said.partition(),
                    said.rowSecurity(),
                    indexes.getOrDefault(oid, List.of()),
                    keys.getOrDefault(oid, List.of()),
                    unchecked.getOrDefault(oid, List.of()),
                    publications.getOrDefault(oid, List.of()))));
    return states;
  }

  /** The table of each index that was read, by oid. */
  Map<Long, Long> tables() {
    return tables;
  }

  private interface Row {
    void read(ResultSet row) throws SQLException;
  }

  private void each(String sql, int parameters, @Nullable Collection<Long> oids, Row reader)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      Array array = oids == null ? null : connection.createArrayOf("oid", oids.toArray());
      for (int i = 1; i <= parameters; i++) {
        query.setArray(i, array);
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          reader.read(row);
        }
      }
    }
  }

  private void relation(ResultSet row) throws SQLException {
    long oid = row.getLong("oid");
    if (!relations.containsKey(oid)) {
      QualifiedName name = new QualifiedName(row.getString("nspname"), row.getString("relname"));
      Relation.Kind kind = Relation.Kind.of(row.getString("relkind"));
      relations.put(oid, new Relation(name, kind, existing.test(oid)));
      own.put(
          oid,
          new Own(
              row.getString("relreplident"),
              row.getBoolean("relispartition"),
              new RowVisibility(
                  row.getBoolean("relrowsecurity"),
                  row.getBoolean("relforcerowsecurity"),
                  policies(row.getArray("policies")))));
    }
    if (row.getString("attname") != null) {
      columns
          .computeIfAbsent(oid, any -> new ArrayList<>())
          .add(
              new ColumnState(
                  row.getInt("attnum"),
                  row.getString("attname"),
                  row.getString("type"),
                  row.getLong("atttypid"),
                  row.getBoolean("attnotnull"),
                  row.getBoolean("filled"),
                  existingColumn.test(oid, row.getInt("attnum")),
                  row.getBoolean("serial")));
    }
  }

  private static List<RowVisibility.Policy> policies(Array array) throws SQLException {
    return texts(array).stream()
        .map(text -> text.split("\u001f", -1))
        .map(
            parts ->
                new RowVisibility.Policy(
                    parts[0],
                    !parts[1].equals("t"),
                    parts[2].equals("* {0}"),
                    parts[2],
                    parts[3],
                    parts[4]))
        .toList();
  }

  private void index(ResultSet row) throws SQLException {
    tables.put(row.getLong("indexrelid"), row.getLong("indrelid"));
    List<Integer> all = numbers(row.getString("indkey"));
    int length = row.getInt("indnkeyatts");
    String[] operators = row.getString("indclass").split(" ", -1);
    String[] collations = row.getString("indcollation").split(" ", -1);
    String[] orders = row.getString("indoption").split(" ", -1);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      String expression = all.get(i) == 0 ? row.getString("expressions") : "";
      parts.add(
          String.join(
              " ", all.get(i).toString(), operators[i], collations[i], orders[i], expression));
    }
    indexes
        .computeIfAbsent(row.getLong("indrelid"), any -> new ArrayList<>())
        .add(
            new IndexState(
                row.getLong("indexrelid"),
                row.getString("relname"),
                row.getString("amname"),
                row.getBoolean("indisunique"),
                row.getBoolean("indisprimary"),
                row.getBoolean("indisvalid"),
                row.getBoolean("indisreplident"),
                row.getBoolean("relispartition"),
                all.subList(0, length),
                parts,
                all.subList(length, all.size()),
                row.getString("predicate")));
  }

  private void foreignKey(ResultSet row, Map<Long, RelationState> known) throws SQLException {
    long target = row.getLong("confrelid");
    RelationState before = known.get(target);
    Relation relation = relations.getOrDefault(target, before == null ? null : before.relation());
    if (relation == null) {
      return;
    }
    keys.computeIfAbsent(row.getLong("conrelid"), any -> new ArrayList<>())
        .add(
            new ForeignKeyState(
                row.getLong("oid"),
                row.getString("conname"),
                relation,
                Stream.of((Object[]) row.getArray("conkey").getArray())
                    .map(number -> ((Number) number).intValue())
                    .toList(),
                texts(row.getArray("types")),
                texts(row.getArray("targets")),
                row.getBoolean("inherited")));
  }

  private void unchecked(ResultSet row) throws SQLException {
    unchecked
        .computeIfAbsent(row.getLong("conrelid"), any -> new ArrayList<>())
        .add(new UncheckedConstraint(row.getLong("oid"), row.getString("conname")));
  }

  private void publication(ResultSet row) throws SQLException {
    String sent = row.getString("columns");
    publications
        .computeIfAbsent(row.getLong("oid"), any -> new ArrayList<>())
        .add(
            new PublicationState(
                row.getString("pubname"),
                sent == null ? null : numbers(sent),
                row.getBoolean("growing"),
                row.getBoolean("changes")));
  }

  static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  private static List<Integer> numbers(String vector) {
    return Stream.of(vector.split(" ", -1))
        .filter(number -> !number.isEmpty())
        .map(Integer::valueOf)
        .toList();
  }
}

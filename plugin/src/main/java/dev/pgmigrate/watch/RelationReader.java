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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/** Reads what the catalog says of relations, in one message. */
final class RelationReader {
  private static final String WANTED =
      SqlResource.text(RelationReader.class, "wanted").stripTrailing();
  private static final String RELATIONS = query("relations");
  private static final String INDEXES = query("indexes");
  private static final String FOREIGN_KEYS = query("foreign_keys");
  private static final String UNCHECKED = query("unchecked");
  private static final String PUBLICATIONS = query("publications");
  private static final String PUBLISHED_SCHEMAS = query("published_schemas");
  private static final String FILES = query("files");
  private static final String EVERY = SqlResource.text(RelationReader.class, "every_relation");
  private static final String NAMING = SqlResource.text(RelationReader.class, "naming");
  private static final int PUBLISHES_SCHEMAS = 15;

  /** How often each query has the oids as a parameter. */
  private static final int WANTED_TWICE = 2;

  /**
   * The driver prepares the queries, and the server plans them once: for a catalog that is almost
   * empty then, and has thousands of rows when the last statement is watched.
   */
  private static final String PLANNED_ONCE =
      """
      SELECT pg_catalog.set_config('plan_cache_mode', 'force_generic_plan', true),
        pg_catalog.set_config('enable_seqscan', 'off', true), pg_catalog.set_config('jit', 'off', true)""";

  private static final List<String> PLANNED_AS_EVER =
      List.of(
          "SET LOCAL plan_cache_mode = DEFAULT",
          "SET LOCAL enable_seqscan = DEFAULT",
          "SET LOCAL jit = DEFAULT");

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
  private final Map<Long, Files.State> files = new LinkedHashMap<>();

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

  private static String query(String name) {
    return SqlResource.text(RelationReader.class, name).replace("{wanted}", WANTED).strip();
  }

  /** The oids of all relations of users. */
  static Set<Long> every(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(EVERY)) {
      return oids(query);
    }
  }

  /** The oids of relations that go by these types and schemas: their columns, or their own name. */
  static Set<Long> naming(Connection connection, Collection<Long> objects) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(NAMING)) {
      query.setArray(1, connection.createArrayOf("oid", objects.toArray()));
      return oids(query);
    }
  }

  private static Set<Long> oids(PreparedStatement query) throws SQLException {
    Set<Long> oids = new LinkedHashSet<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        oids.add(row.getLong(1));
      }
    }
    return oids;
  }

  private interface Row {
    void read(ResultSet row) throws SQLException;
  }

  /** What is asked of these objects. */
  private record Question(String query, Collection<Long> oids, Row reader) {}

  /**
   * Reads relations, with the tables of indexes.
   *
   * @param published whether there may be a publication
   * @param filed of which relations to read also the files
   */
  Map<Long, RelationState> read(Collection<Long> oids, boolean published, Collection<Long> filed)
      throws SQLException {
    List<Question> questions = new ArrayList<>();
    if (!oids.isEmpty()) {
      questions.add(new Question(RELATIONS, oids, this::relation));
      questions.add(new Question(INDEXES, oids, ofTable("indrelid", this::index)));
      questions.add(new Question(FOREIGN_KEYS, oids, ofTable("conrelid", this::foreignKey)));
      questions.add(new Question(UNCHECKED, oids, ofTable("conrelid", this::unchecked)));
      if (published) {
        questions.add(new Question(PUBLICATIONS, oids, ofTable("oid", this::publication)));
        if (connection.getMetaData().getDatabaseMajorVersion() >= PUBLISHES_SCHEMAS) {
          questions.add(new Question(PUBLISHED_SCHEMAS, oids, ofTable("oid", this::publication)));
        }
      }
    }
    if (!filed.isEmpty()) {
      questions.add(new Question(FILES, filed, this::file));
    }
    if (!questions.isEmpty()) {
      ask(questions);
    }
    return states();
  }

  /** All in one message. */
  private void ask(List<Question> questions) throws SQLException {
    List<String> message = new ArrayList<>(List.of(PLANNED_ONCE));
    questions.forEach(question -> message.add(question.query()));
    if (!connection.getAutoCommit()) {
      message.addAll(PLANNED_AS_EVER);
    }
    try (PreparedStatement query = connection.prepareStatement(String.join(";\n", message))) {
      for (int i = 0; i < WANTED_TWICE * questions.size(); i++) {
        Collection<Long> oids = questions.get(i / WANTED_TWICE).oids();
        query.setArray(i + 1, connection.createArrayOf("oid", oids.toArray()));
      }
      query.execute();
      for (Question question : questions) {
        query.getMoreResults();
        try (ResultSet row = query.getResultSet()) {
          while (row.next()) {
            question.reader().read(row);
          }
        }
      }
    }
  }

  /** A foreign table and the like is read without its parts. */
  private Row ofTable(String column, Row reader) {
    return row -> {
      Relation relation = relations.get(row.getLong(column));
      if (relation != null && relation.isTable()) {
        reader.read(row);
      }
    };
  }

  private Map<Long, RelationState> states() {
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

  private void file(ResultSet row) throws SQLException {
    files.put(
        row.getLong("oid"),
        new Files.State(
            row.getLong("relfilenode"), row.getLong("reltablespace"), row.getBoolean("uncounted")));
  }

  /** The files that were read, by the oid of their relation. */
  Map<Long, Files.State> files() {
    return files;
  }

  /** The table of each index that was read, by oid. */
  Map<Long, Long> tables() {
    return tables;
  }

  private void relation(ResultSet row) throws SQLException {
    long oid = row.getLong("oid");
    if (!relations.containsKey(oid)) {
      relations.put(oid, named(row, oid));
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

  private Relation named(ResultSet row, long oid) throws SQLException {
    QualifiedName name = new QualifiedName(row.getString("nspname"), row.getString("relname"));
    return new Relation(name, Relation.Kind.of(row.getString("relkind")), existing.test(oid));
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

  private void foreignKey(ResultSet row) throws SQLException {
    Relation target = named(row, row.getLong("confrelid"));
    keys.computeIfAbsent(row.getLong("conrelid"), any -> new ArrayList<>())
        .add(
            new ForeignKeyState(
                row.getLong("oid"),
                row.getString("conname"),
                target,
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

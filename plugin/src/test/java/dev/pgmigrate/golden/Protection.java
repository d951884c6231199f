package dev.pgmigrate.golden;

import static java.util.stream.Collectors.toCollection;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What must protect the rows of a database all the way from one schema to another, looked at after
 * each committed step: what both schemas forbid is never allowed in between.
 *
 * <ul>
 *   <li><b>Keys.</b> A <em>key</em> is a valid unique index, alone or inside a constraint. It has
 *       its columns and expressions (in any order), its predicate, whether it is checked at once or
 *       at commit, and whether two nulls are the same. A key <em>covers</em> another one of its
 *       table if it forbids at least as much: its columns are some of the other's, its predicate is
 *       none or the other's, and it is no weaker in the last two. (The columns of a primary key
 *       hold no null, so there the last one counts as strong.) For each key of the one schema and
 *       each of the other whose columns are some of each other's, what both forbid is the key over
 *       all columns of the two under both predicates, as weak as the weaker: that one must be
 *       covered at all times. So from (email) to (email, tenant) and back, no two rows are ever
 *       equal in both.
 *   <li><b>NOT NULL.</b> A column that holds no null before and afterwards holds none in between:
 *       by NOT NULL, or by a check that says so.
 *   <li><b>Checks, foreign keys, exclusion constraints.</b> One of the first schema and one of the
 *       second belong together if they say the same or have the same name: one of the two texts is
 *       in force at all times. A foreign key's text is its columns and its target, without what it
 *       does on DELETE. NOT VALID is in force: what was there when it came had been checked by what
 *       went in the same transaction.
 * </ul>
 *
 * <p>A table or a column that is not there holds no row that needs protection. A renamed one is the
 * same; where it is there under both names, for a while, either may be protected, for the two are
 * in step.
 */
public final class Protection {
  private static final String CATALOG =
      """
      WITH t AS (
        SELECT c.oid, c.oid::regclass::text AS name
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')
      SELECT 'table' AS kind, t.name AS owner, '' AS name, NULL::text[] AS parts, '' AS text,
             false AS immediate, false AS nulls
      FROM t
      UNION ALL
      SELECT 'column', t.name, a.attname, NULL, CASE WHEN a.attnotnull THEN 'not null' ELSE '' END,
             false, false
      FROM t JOIN pg_attribute a ON a.attrelid = t.oid
      WHERE a.attnum > 0 AND NOT a.attisdropped
      UNION ALL
      SELECT 'key', t.name, x.relname,
             ARRAY(SELECT coalesce((SELECT attname::text FROM pg_attribute a
                                    WHERE a.attrelid = t.oid AND a.attnum = i.indkey[k - 1]
                                      AND a.attnum <> 0),
                                   pg_get_indexdef(i.indexrelid, k, true))
                   FROM generate_series(1, i.indnkeyatts) k),
             coalesce(pg_get_expr(i.indpred, i.indrelid), ''), i.indimmediate,
             i.indisprimary OR coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false)
      FROM t JOIN pg_index i ON i.indrelid = t.oid JOIN pg_class x ON x.oid = i.indexrelid
      WHERE i.indisunique AND i.indisvalid AND i.indislive
        AND NOT coalesce((to_jsonb(i) ->> 'indisexclusion')::boolean, false)
      UNION ALL
      SELECT CASE c.contype WHEN 'c' THEN 'check' WHEN 'f' THEN 'foreign key' ELSE 'exclusion' END,
             t.name, c.conname,
             ARRAY(SELECT attname::text FROM unnest(c.conkey) WITH ORDINALITY k (n, at)
                   JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.n ORDER BY at),
             CASE c.contype
               WHEN 'c' THEN pg_get_expr(c.conbin, c.conrelid)
               WHEN 'f' THEN c.confrelid::regclass::text || ' '
                 || ARRAY(SELECT attname::text FROM unnest(c.confkey) WITH ORDINALITY k (n, at)
                          JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.n
                          ORDER BY at)::text
               ELSE pg_get_constraintdef(c.oid)
             END, false, false
      FROM t JOIN pg_constraint c ON c.conrelid = t.oid
      WHERE c.contype IN ('c', 'f', 'x')
        -- A partition is a part of what its key to a table above refers to; while it is detached
        -- it is not. And a key to a partition is only how PostgreSQL keeps one to the table above.
        AND (c.contype <> 'f' OR c.confrelid NOT IN (
          SELECT relid FROM pg_partition_ancestors(c.conrelid) WHERE relid <> c.conrelid))
        AND NOT EXISTS (
          SELECT FROM pg_constraint above
          WHERE above.oid = c.conparentid AND above.conrelid = c.conrelid)
        AND coalesce((to_jsonb(c) ->> 'conenforced')::boolean, true)
      """;

  /** Something unique. */
  private record Key(
      String table,
      Set<String> columns,
      Set<String> predicates,
      boolean immediate,
      boolean nullsAreSame) {
    boolean covers(Key other) {
      return table.equals(other.table)
          && other.columns.containsAll(columns)
          && other.predicates.containsAll(predicates)
          && (immediate || !other.immediate)
          && (nullsAreSame || !other.nullsAreSame);
    }

    Stream<Key> with(Key other) {
      return table.equals(other.table)
              && (columns.containsAll(other.columns) || other.columns.containsAll(columns))
          ? Stream.of(
              new Key(
                  table,
                  union(columns, other.columns),
                  union(predicates, other.predicates),
                  immediate && other.immediate,
                  nullsAreSame && other.nullsAreSame))
          : Stream.empty();
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
      return Stream.concat(some.stream(), others.stream()).collect(toCollection(TreeSet::new));
    }

    @Override
    public String toString() {
      return "unique "
          + table
          + columns
          + (predicates.isEmpty() ? "" : " where " + predicates)
          + (immediate ? "" : " at commit")
          + (nullsAreSame ? " with nulls" : "");
    }
  }

  /** What a row must meet: a check, a foreign key, an exclusion constraint. */
  private record Rule(String kind, String table, String name, String text) {
    boolean belongsTo(Rule other) {
      return kind.equals(other.kind)
          && table.equals(other.table)
          && (text.equals(other.text) || name.equals(other.name));
    }
  }

  /** Texts of which one must be in force. */
  private record Either(String kind, String table, Set<String> texts) {
    boolean isIn(State state) {
      return state.rules.stream()
          .anyMatch(
              rule ->
                  rule.kind.equals(kind) && rule.table.equals(table) && texts.contains(rule.text));
    }
  }

  /** What a catalog says at one moment. */
  private record State(
      Set<String> tables,
      Set<String> columns,
      Set<String> filled,
      Set<Key> keys,
      Set<Rule> rules) {}

  private final Map<String, String> renames;
  private final Set<Key> keys = new LinkedHashSet<>();
  private final Set<String> filled;
  private final Set<Either> rules = new LinkedHashSet<>();

  private Protection(Map<String, String> renames, State from, State to) {
    this.renames = renames;
    filled = new TreeSet<>(from.filled);
    filled.retainAll(to.filled);
    for (Key one : from.keys) {
      to.keys.stream().flatMap(one::with).forEach(keys::add);
    }
    for (Rule one : from.rules) {
      to.rules.stream()
          .filter(one::belongsTo)
          .forEach(
              other ->
                  rules.add(
                      new Either(
                          one.kind,
                          one.table,
                          new TreeSet<>(Set.copyOf(List.of(one.text, other.text))))));
    }
  }

  /** What two databases both protect. */
  public static Protection between(Connection from, Connection to) throws SQLException {
    return between(from, to, Map.of());
  }

  /**
   * What two databases both protect.
   *
   * @param renames from old names to new ones: of tables as {@code regclass} prints them, of
   *     columns with the new name of their table, {@code account.phone} to {@code account.number}
   */
  public static Protection between(Connection from, Connection to, Map<String, String> renames)
      throws SQLException {
    return new Protection(renames, read(from, renames), read(to, renames));
  }

  /** What is not protected now. */
  public List<String> missing(Connection connection) throws SQLException {
    State now = read(connection, renames);
    List<String> missing = new ArrayList<>();
    keys.stream()
        .filter(key -> now.tables.contains(key.table))
        .filter(key -> now.keys.stream().noneMatch(one -> one.covers(key)))
        .forEach(key -> missing.add(key.toString()));
    filled.stream()
        .filter(column -> now.columns.contains(column) && !now.filled.contains(column))
        .forEach(column -> missing.add("not null " + column));
    rules.stream()
        .filter(rule -> now.tables.contains(rule.table) && !rule.isIn(now))
        .forEach(rule -> missing.add(rule.kind + " of " + rule.table + " " + rule.texts));
    return missing;
  }

  /** Whether there is anything to protect. */
  public boolean isEmpty() {
    return keys.isEmpty() && filled.isEmpty() && rules.isEmpty();
  }

  private static State read(Connection connection, Map<String, String> renames)
      throws SQLException {
    State state =
        new State(
            new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(CATALOG)) {
      while (row.next()) {
        String table = renames.getOrDefault(row.getString("owner"), row.getString("owner"));
        String text = words(table, row.getString("text"), renames);
        switch (row.getString("kind")) {
          case "table" -> state.tables.add(table);
          case "column" -> {
            String column = table + "." + column(table, row.getString("name"), renames);
            state.columns.add(column);
            if (!text.isEmpty()) {
              state.filled.add(column);
            }
          }
          case "key" ->
              state.keys.add(
                  new Key(
                      table,
                      new TreeSet<>(columns(table, row.getArray("parts"), renames)),
                      text.isEmpty() ? Set.of() : Set.of(text),
                      row.getBoolean("immediate"),
                      row.getBoolean("nulls")));
          default -> {
            List<String> columns = columns(table, row.getArray("parts"), renames);
            String kind = row.getString("kind");
            if (kind.equals("check") && columns.size() == 1 && text.endsWith(" IS NOT NULL)")) {
              state.filled.add(table + "." + columns.get(0));
            }
            state.rules.add(
                new Rule(
                    kind,
                    table,
                    row.getString("name"),
                    kind.equals("foreign key") ? columns + " to " + text : text));
          }
        }
      }
    }
    return state;
  }

  private static List<String> columns(String table, Array parts, Map<String, String> renames)
      throws SQLException {
    return Stream.of((String[]) parts.getArray())
        .map(part -> column(table, part, renames))
        .toList();
  }

  private static String column(String table, String column, Map<String, String> renames) {
    String key = table + "." + column;
    String renamed = renames.get(key);
    return renamed == null
        ? words(table, column, renames)
        : renamed.substring(renamed.lastIndexOf('.') + 1);
  }

  /** The text with new names, also inside an expression. */
  private static String words(String table, String text, Map<String, String> renames) {
    String words = text;
    for (Map.Entry<String, String> rename : renames.entrySet()) {
      String old = rename.getKey();
      String now = rename.getValue();
      boolean column = old.startsWith(table + ".");
      words =
          words.replaceAll(
              "\\b" + Pattern.quote(column ? old.substring(table.length() + 1) : old) + "\\b",
              column ? now.substring(now.lastIndexOf('.') + 1) : now);
    }
    return words;
  }
}

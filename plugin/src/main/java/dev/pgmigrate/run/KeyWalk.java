package dev.pgmigrate.run;

import dev.pgmigrate.jdbc.SqlResource;
import dev.pgmigrate.journal.JournalEntry.Walk;
import dev.pgmigrate.plan.Batch;
import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Literal;
import dev.pgmigrate.sql.SqlState;
import dev.pgmigrate.sql.Token;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the keys of a batch's table, lowest first. Keys are texts as PostgreSQL prints them,
 * which it reads again as the same values of the key's type.
 */
public sealed interface KeyWalk {
  /** The type of a key; of a domain what it is over, for a domain may refuse the NULL of no key. */
  String TYPE =
      """
      WITH RECURSIVE type AS (
        SELECT pg_typeof((SELECT %s FROM %s LIMIT 0))::oid AS oid
        UNION ALL
        SELECT typbasetype
        FROM type
        JOIN pg_catalog.pg_type USING (oid)
        WHERE typtype = 'd')
      SELECT pg_catalog.format_type(oid, -1)
      FROM type
      JOIN pg_catalog.pg_type USING (oid)
      WHERE typtype <> 'd'
      """;

  /** Keys from one to another, both inclusive. */
  record Range(String from, String to) {}

  /**
   * Settings of a session that walks over rows: PostgreSQL takes a range of them for as large as
   * that of their first column, and would read the whole table for each.
   */
  static List<String> settings(Batch batch) {
    return batch.keys().size() > 1 ? List.of("SET enable_seqscan = off") : List.of();
  }

  /** The walk that a batch asks for; the connection tells the key's type. */
  static KeyWalk over(Batch batch, Connection connection) throws SQLException {
    if (batch.byBlock()) {
      return new OfBlocks(batch);
    }
    List<String> types = new ArrayList<>();
    for (String key : batch.keys()) {
      types.add(String.valueOf(value(connection, TYPE.formatted(key, batch.table()))));
    }
    return new OfColumns(batch, types);
  }

  /** The highest key now; null when the table has no key. */
  @Nullable String last(Connection connection) throws SQLException;

  /**
   * The next range.
   *
   * @param reached the key behind which it begins; null for the first
   * @param bound where the walk ends
   * @param size how many keys it should have
   * @return null when there is no key any more
   */
  @Nullable Range next(Connection connection, @Nullable String reached, String bound, int size)
      throws SQLException;

  /** About how many keys are left, as {@code size} counts; 0 when it is not known. */
  long left(Connection connection, Walk walk) throws SQLException;

  /** What a person should know of the key. */
  List<String> notices(Connection connection) throws SQLException;

  /** The batch's statement for a range; for null it concerns no row. */
  String sql(@Nullable Range range);

  /**
   * The values of a column, or of several as one row, in the order of their index. The text of a
   * row is its values as SQL literals, with commas between them.
   */
  record OfColumns(Batch batch, List<String> types) implements KeyWalk {
    private static final String KEY = SqlResource.text(KeyWalk.class, "batch-key");
    private static final String ROWS =
        """
        WITH RECURSIVE part AS (
          SELECT %s::regclass::oid AS oid
          UNION
          SELECT inhrelid
          FROM pg_catalog.pg_inherits
          JOIN part ON inhparent = oid)
        SELECT sum(GREATEST(reltuples, 0))::bigint
        FROM part
        JOIN pg_catalog.pg_class USING (oid)
        WHERE relkind <> 'p'
        """;

    public OfColumns {
      types = List.copyOf(types);
    }

    @Override
    public @Nullable String last(Connection connection) throws SQLException {
      Key key = key(connection);
      if (batch.keys().size() > 1 && key.optional() != null) {
        // A row comparison looks at a column only where those before it are equal.
        throw new SQLException(
            ("the key %s of the batch: %s can be NULL in %s. A key of several columns needs all of"
                    + " them NOT NULL.")
                .formatted(batch.key(), key.optional(), batch.table()),
            SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE);
      }
      String last = batch.keys().stream().map(k -> k + " DESC").collect(Collectors.joining(", "));
      return key(connection, batch.key() + " IS NOT NULL ORDER BY " + last + " LIMIT 1");
    }

    @Override
    public @Nullable Range next(
        Connection connection, @Nullable String reached, String bound, int size)
        throws SQLException {
      String from = key(connection, reached, bound, 0);
      if (from == null) {
        return null;
      }
      String to = key(connection, reached, bound, size - 1);
      return new Range(from, to == null ? bound : to);
    }

    /** As ANALYZE has counted; what an earlier run has changed is not left. */
    @Override
    public long left(Connection connection, Walk walk) throws SQLException {
      String all = value(connection, ROWS.formatted(Literal.quote(batch.table())));
      return all == null ? 0 : Math.max(0, Long.parseLong(all) - walk.rows());
    }

    @Override
    public List<String> notices(Connection connection) throws SQLException {
      List<String> notices = new ArrayList<>();
      Key key = key(connection);
      if (key.unindexed()) {
        notices.add(
            ("No index of %s begins with %s: the batch reads the whole table for each range. Use a"
                    + " key that has one, or key=ctid.")
                .formatted(batch.table(), batch.key()));
      }
      String without = "SELECT 1 FROM %s WHERE %s IS NULL LIMIT 1";
      if (key.optional() != null
          && value(connection, without.formatted(batch.table(), batch.key())) != null) {
        notices.add(
            ("Rows of %s without %s are in no range: the batch does not change them. Use a key that"
                    + " all rows have, or key=ctid.")
                .formatted(batch.table(), batch.key()));
      }
      return notices;
    }

    /** What the catalog says of the key: which of its columns can be NULL, or null. */
    private record Key(@Nullable String optional, boolean unindexed) {}

    private Key key(Connection connection) throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(KEY)) {
        statement.setArray(1, connection.createArrayOf("text", batch.keys().toArray()));
        statement.setString(2, batch.table());
        statement.setString(3, batch.table());
        try (ResultSet row = statement.executeQuery()) {
          return row.next()
              ? new Key(row.getString("optional"), row.getBoolean("unindexed"))
              : new Key(null, false);
        }
      }
    }

    private @Nullable String key(
        Connection connection, @Nullable String reached, String bound, int offset)
        throws SQLException {
      String behind =
          reached == null ? "" : " AND %s > %s".formatted(batch.key(), literal(reached));
      return key(
          connection,
          "%1$s <= %2$s%3$s ORDER BY %4$s LIMIT 1 OFFSET %5$d"
              .formatted(
                  batch.key(), literal(bound), behind, String.join(", ", batch.keys()), offset));
    }

    private @Nullable String key(Connection connection, String where) throws SQLException {
      // Under its own name the text would be what ORDER BY means.
      String select = "SELECT %s AS \"the key's text\" FROM %s WHERE ";
      return value(connection, select.formatted(text(batch.keys()), batch.table()) + where);
    }

    @Override
    public String sql(@Nullable Range range) {
      return range == null
          ? batch.sql(row(nulls()), row(nulls()))
          : batch.sql(literal(range.from()), literal(range.to()));
    }

    private List<String> nulls() {
      return Collections.nCopies(types.size(), "NULL");
    }

    private String literal(String key) {
      return row(
          types.size() == 1
              ? List.of(Literal.quote(key))
              : Lexer.tokens(key).stream()
                  .filter(token -> token.kind() == Token.Kind.STRING)
                  .map(Token::text)
                  .toList());
    }

    private String row(List<String> values) {
      List<String> typed = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        typed.add(values.get(i) + "::" + types.get(i));
      }
      return KeyWalk.row(typed);
    }
  }

  /** The text by which a key is journalled: an expression over expressions. */
  static String text(List<String> values) {
    return values.size() == 1
        ? "(" + values.get(0) + ")::text"
        : values.stream()
            .map(value -> "quote_literal((" + value + ")::text)")
            .collect(Collectors.joining(", ", "concat_ws(', ', ", ")"));
  }

  /** One value, or several as a row. */
  static String row(List<String> values) {
    return values.size() == 1 ? values.get(0) : "ROW(" + String.join(", ", values) + ")";
  }

  /** The blocks of a table, and of its partitions at once: {@code ctid}. */
  record OfBlocks(Batch batch) implements KeyWalk {
    private static final int ROWS_OF_A_BLOCK = 50;
    private static final String LAST_BLOCK =
        """
        WITH RECURSIVE part AS (
          SELECT %s::regclass::oid AS oid
          UNION
          SELECT inhrelid
          FROM pg_catalog.pg_inherits
          JOIN part ON inhparent = oid)
        SELECT max(pg_catalog.pg_relation_size(oid)) / current_setting('block_size')::bigint - 1
        FROM part
        """;

    @Override
    public @Nullable String last(Connection connection) throws SQLException {
      String block = value(connection, LAST_BLOCK.formatted(Literal.quote(batch.table())));
      return block == null || block.startsWith("-") ? null : end(Long.parseLong(block));
    }

    @Override
    public @Nullable Range next(
        Connection connection, @Nullable String reached, String bound, int size) {
      long first = reached == null ? 0 : block(reached) + 1;
      long last = Math.min(first + Math.max(1, size / ROWS_OF_A_BLOCK) - 1, block(bound));
      return first > block(bound) ? null : new Range("(" + first + ",0)", end(last));
    }

    @Override
    public long left(Connection connection, Walk walk) {
      String reached = walk.reached();
      long first = reached == null ? 0 : block(reached) + 1;
      String bound = walk.bound();
      return bound == null ? 0 : (block(bound) + 1 - first) * ROWS_OF_A_BLOCK;
    }

    @Override
    public List<String> notices(Connection connection) {
      return List.of();
    }

    @Override
    public String sql(@Nullable Range range) {
      return range == null
          ? batch.sql("NULL::tid", "NULL::tid")
          : batch.sql(tid(range.from()), tid(range.to()));
    }

    private static String tid(String place) {
      return Literal.quote(place) + "::tid";
    }

    private static String end(long block) {
      return "(" + block + ",65535)";
    }

    private static long block(String place) {
      return Long.parseLong(place.substring(1, place.indexOf(',')));
    }
  }

  private static @Nullable String value(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet row = statement.executeQuery(sql)) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }
}

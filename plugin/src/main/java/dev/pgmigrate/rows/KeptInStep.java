package dev.pgmigrate.rows;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.Literal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which new columns of a table keep their values in an older one: a value is written into the new
 * column, and a trigger is seen to write it into the other. Nothing stays written.
 */
public final class KeptInStep {
  private final Trials trials;
  private final String table;
  private final List<String> older;

  private KeptInStep(Trials trials, Table before) {
    this.trials = trials;
    this.table = SqlNames.sql(before.name());
    this.older = before.columns().stream().map(Column::name).toList();
  }

  /**
   * The new columns that lose nothing where they are dropped, as they stand in SQL: {@code
   * account.phone}.
   *
   * @param connection in auto-commit
   * @param before the table as it was without them
   */
  public static List<String> of(Connection connection, Table before) throws SQLException {
    List<String> kept = new ArrayList<>();
    if (before.partitionBy() != null) {
      return kept; // Rows of several partitions have one ctid.
    }
    connection.setAutoCommit(false);
    try {
      KeptInStep probe = new KeptInStep(new Trials(connection), before);
      for (String column : probe.added()) {
        if (probe.isKept(Identifier.quote(column))) {
          kept.add(shown(before.name()) + "." + Identifier.quote(column));
        }
        connection.rollback();
      }
      return kept;
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static String shown(QualifiedName name) {
    return DefaultNamespace.is(name.namespace())
        ? Identifier.quote(name.name())
        : SqlNames.sql(name);
  }

  private List<String> added() throws SQLException {
    List<String> added =
        trials.texts(
            """
            SELECT attname
            FROM pg_catalog.pg_attribute
            WHERE attrelid = pg_catalog.to_regclass(%s)
              AND attnum > 0
              AND NOT attisdropped
              AND attgenerated = ''
            ORDER BY attnum"""
                .formatted(Literal.quote(table)));
    added.removeAll(older);
    return added;
  }

  private boolean isKept(String column) {
    try {
      return isWrittenElsewhere(column);
    } catch (SQLException refused) {
      return false; // Nobody knows, so its values count as its own.
    }
  }

  /** Writes the value of one row into another; the first goes, for a value may be there once. */
  private boolean isWrittenElsewhere(String column) throws SQLException {
    List<List<@Nullable String>> pair =
        trials.query(
            """
            SELECT one.ctid, other.ctid, other.%1$s
            FROM %2$s one
            JOIN %2$s other ON other.%1$s IS NOT NULL AND one.%1$s::text IS DISTINCT FROM other.%1$s::text
            LIMIT 1"""
                .formatted(column, table));
    if (pair.isEmpty()) {
      return false;
    }
    String row = String.valueOf(pair.get(0).get(0));
    String value = String.valueOf(pair.get(0).get(2));
    String values = SqlNames.list(older);
    List<@Nullable String> before =
        trials.query("SELECT %s FROM %s WHERE ctid = '%s'".formatted(values, table, row)).get(0);
    // No other table has to let it go.
    trials.write("SET LOCAL session_replication_role = replica");
    trials.write("DELETE FROM %s WHERE ctid = '%s'".formatted(table, pair.get(0).get(1)));
    trials.write("SET LOCAL session_replication_role = origin");
    List<@Nullable String> after =
        trials
            .query(
                "UPDATE %s SET %s = %s WHERE ctid = '%s' RETURNING %s"
                    .formatted(table, column, Literal.quote(value), row, values))
            .get(0);
    for (int i = 0; i < after.size(); i++) {
      if (value.equals(after.get(i)) && !Objects.equals(before.get(i), after.get(i))) {
        return true;
      }
    }
    return false;
  }
}

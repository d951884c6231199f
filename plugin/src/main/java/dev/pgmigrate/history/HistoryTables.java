package dev.pgmigrate.history;

import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.jdbc.DatabaseException.Reason;
import dev.pgmigrate.jdbc.SqlResource;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.Literal;
import dev.pgmigrate.sql.SqlState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Our two tables in the target database: where they are, how they are made, their format. */
public final class HistoryTables {
  /** The format that this version writes, and the newest it reads. */
  public static final int FORMAT = 2;

  /** The journal's name. */
  public static final String HISTORY = "migrate_history";

  /** The lease's name. */
  public static final String LOCK = "migrate_lock";

  /**
   * What two sessions that create one table at once can see (CREATE TABLE IF NOT EXISTS looks
   * first): a duplicate key in the catalog, a duplicate table, a duplicate type.
   */
  private static final Set<String> LOST_RACE =
      Set.of(SqlState.UNIQUE_VIOLATION, SqlState.DUPLICATE_TABLE, SqlState.DUPLICATE_OBJECT);

  private static final int RACES = 5;

  /** The resources that were read. */
  private static final Map<String, String> TEXTS = new ConcurrentHashMap<>();

  private final String namespace;

  HistoryTables(String namespace) {
    this.namespace = namespace;
  }

  /** The text of a resource, for our namespace: three of them go with each step. */
  String sql(String resource) {
    return TEXTS
        .computeIfAbsent(resource, name -> SqlResource.text(HistoryTables.class, name))
        .replace("{namespace}", Identifier.quote(namespace))
        .replace("{journal}", Literal.quote(name(HISTORY)));
  }

  /** Says in the journal's comment, which everybody may read, whether the database is protected. */
  String comment(boolean isProtected) {
    String comment =
        "migrate-maven-plugin, format %d: %s"
            .formatted(FORMAT, isProtected ? "protected" : "not protected");
    return sql("comment-history").replace("{comment}", Literal.quote(comment));
  }

  /** A table of ours, as it stands in SQL. */
  String name(String table) {
    return Identifier.quote(namespace) + "." + table;
  }

  /** Whether a table of ours is there. */
  boolean exists(Connection connection, String table) throws SQLException {
    String sql =
        """
        SELECT EXISTS (
          SELECT FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname = ? AND c.relname = ?)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, namespace);
      statement.setString(2, table);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** Makes a table of ours unless it is there; another session may do so at the same time. */
  void create(Connection connection, String table, String resource) throws SQLException {
    for (int attempt = 1; !exists(connection, table); attempt++) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql(resource));
      } catch (SQLException e) {
        // A type of its name is no table that another has just made.
        if (!LOST_RACE.contains(e.getSQLState()) || attempt >= RACES) {
          throw e;
        }
      }
    }
  }

  /** Refuses what a newer version of the plugin wrote. */
  void checkFormat(String table, int format) {
    if (format > FORMAT) {
      throw new DatabaseException(
          Reason.NEWER_FORMAT,
          ("Table %s.%s was written by a newer migrate-maven-plugin (format %d, this version reads"
                  + " up to %d).")
              .formatted(namespace, table, format, FORMAT),
          "Use that version of the plugin.",
          null);
    }
  }

  /** A failure with one of our tables, in words. */
  DatabaseException explain(SQLException e) {
    return DatabaseException.ofPooler(e).orElseGet(() -> explained(e));
  }

  /** The same where we only read: what a role needs for that, by its name. */
  DatabaseException explainReading(Connection connection, SQLException e) {
    if (!SqlState.INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
      return explain(e);
    }
    String user = Identifier.quote(reader(connection));
    String grants =
        "GRANT USAGE ON SCHEMA %s TO %s; GRANT SELECT ON %s, %s TO %s;"
            .formatted(Identifier.quote(namespace), user, name(HISTORY), name(LOCK), user);
    return new DatabaseException(
        Reason.NO_PERMISSION,
        "The user may not read the history in schema \"%s\": %s."
            .formatted(namespace, e.getMessage()),
        ("As its owner: %s That is enough for current, history and plan. A user that migrates must"
                + " own the two tables, or also have INSERT and UPDATE on them.")
            .formatted(grants),
        e);
  }

  private static String reader(Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT current_user")) {
      row.next();
      return row.getString(1);
    } catch (SQLException inAbortedTransaction) {
      return "the_user";
    }
  }

  private DatabaseException explained(SQLException e) {
    return switch (String.valueOf(e.getSQLState())) {
      case SqlState.INSUFFICIENT_PRIVILEGE ->
          new DatabaseException(
              Reason.NO_PERMISSION,
              "The user may not keep the history in schema \"%s\": %s."
                  .formatted(namespace, e.getMessage()),
              ("As the schema's owner: GRANT USAGE, CREATE ON SCHEMA %s TO the user that"
                      + " migrates. If %s and %s already exist, that user must own them, or have"
                      + " SELECT, INSERT and UPDATE on them after their owner has updated them to the"
                      + " current format.")
                  .formatted(Identifier.quote(namespace), HISTORY, LOCK),
              e);
      case SqlState.UNDEFINED_SCHEMA ->
          new DatabaseException(
              Reason.NO_PERMISSION,
              "There is no schema \"%s\" to keep the history in.".formatted(namespace),
              "CREATE SCHEMA %s, or name another schema.".formatted(Identifier.quote(namespace)),
              e);
      default ->
          new DatabaseException(
              Reason.OTHER,
              "The history in schema \"%s\" cannot be used: %s"
                  .formatted(namespace, e.getMessage()),
              e);
    };
  }
}

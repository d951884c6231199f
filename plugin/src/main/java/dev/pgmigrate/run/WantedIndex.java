package dev.pgmigrate.run;

import dev.pgmigrate.jdbc.Jdbc;
import dev.pgmigrate.jdbc.SqlResource;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.TokenCursor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The index that a statement asks for, to tell it from another one of its name. No text is compared
 * with what somebody wrote: the statement makes its index on an empty copy of the table, which is
 * rolled back, and the catalog says of both what they are.
 *
 * @param table as it stands in SQL
 * @param name as the catalog holds it
 * @param unique whether it is a unique one
 * @param definition what follows the table in the statement
 */
record WantedIndex(String table, String name, boolean unique, String definition) {
  private static final String THERE = SqlResource.text(WantedIndex.class, "index-there");
  private static final String DEFINITION = SqlResource.text(WantedIndex.class, "index-definition");

  /**
   * Something that has its name and is not it.
   *
   * @param what in words, with its definition
   * @param advice what to do about it
   * @param known false: nobody can tell whether it is another one
   */
  record Other(String what, String advice, boolean known) {}

  /** Of the rest of a statement, which begins with the table's name. */
  static WantedIndex of(String index, boolean unique, TokenCursor sql) {
    String table = Postcondition.name(sql);
    return new WantedIndex(table, index, unique, sql.rest().text());
  }

  /** What is there under its name and is not it; what is not valid is nothing yet. */
  Optional<Other> other(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(THERE)) {
      statement.setString(1, name);
      statement.setString(2, table);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        String there = row.getString("other");
        if (!row.getBoolean("of this table")) {
          return Optional.of(
              new Other(
                  "another object has this name: " + there,
                  "Give the index of the revision another name",
                  true));
        }
        if (!row.getBoolean("valid")) {
          return Optional.empty();
        }
        return other(connection, row);
      }
    }
  }

  /** The name of an index of that name which is there and is not valid. */
  Optional<String> invalid(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(THERE)) {
      statement.setString(1, name);
      statement.setString(2, table);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean("of this table") && !row.getBoolean("valid")
            ? Optional.of(row.getString("name"))
            : Optional.empty();
      }
    }
  }

  private Optional<Other> other(Connection connection, ResultSet there) throws SQLException {
    try {
      if (isThis(
          connection, there.getString("name"), there.getString("table"), there.getString("copy"))) {
        return Optional.empty();
      }
    } catch (SQLException e) {
      if (Jdbc.lost(e)) {
        throw e;
      }
      return Optional.of(
          new Other(
              "an index of this name exists, and comparing it failed: " + Jdbc.message(e),
              "The comparison uses a temporary table: GRANT TEMPORARY ON DATABASE if that"
                  + " is missing, or add a line '-- migrate:done-when <boolean query>'",
              false));
    }
    return Optional.of(
        new Other(
            "another index has this name: " + there.getString("other"),
            ("If nobody needs it, DROP INDEX CONCURRENTLY %s; otherwise give the index of"
                    + " the revision another name")
                .formatted(there.getString("name")),
            true));
  }

  /** The copy is called as the table is, for the definition may name it. */
  private boolean isThis(Connection connection, String other, String original, String copy)
      throws SQLException {
    boolean alone = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try {
      String made = Identifier.quote(name);
      Jdbc.execute(
          connection,
          "CREATE TEMPORARY TABLE %1$s (LIKE %2$s); CREATE %3$s INDEX %4$s ON pg_temp.%1$s %5$s"
              .formatted(copy, original, unique ? "UNIQUE" : "", made, definition));
      return definition(connection, other).equals(definition(connection, "pg_temp." + made));
    } finally {
      connection.rollback();
      connection.setAutoCommit(alone);
    }
  }

  private static String definition(Connection connection, String index) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DEFINITION)) {
      statement.setString(1, index);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}

package dev.pgmigrate.rows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Statements that may fail, each under a savepoint of the open transaction. */
final class Trials {
  private final Connection connection;

  Trials(Connection connection) {
    this.connection = connection;
  }

  private interface Work<T> {
    T on(Statement statement) throws SQLException;
  }

  /** How many rows were written. */
  int write(String sql) throws SQLException {
    return tried(statement -> statement.executeUpdate(sql));
  }

  /** PostgreSQL's sentence when it refuses a statement, else null. */
  @Nullable String refusal(String sql) {
    try {
      write(sql);
      return null;
    } catch (SQLException e) {
      return sentence(e);
    }
  }

  /**
   * Writes, unless PostgreSQL refuses it or a query finds a row afterwards.
   *
   * @param keep whether it stays written; else it is only tried
   * @return whether it was possible
   */
  boolean writes(String sql, String unwanted, boolean keep) throws SQLException {
    Savepoint before = connection.setSavepoint();
    boolean possible = false;
    try {
      possible = write(sql) > 0 && query(unwanted).isEmpty();
    } catch (SQLException refused) {
      possible = false;
    }
    if (!possible || !keep) {
      connection.rollback(before);
    }
    return possible;
  }

  /** The rows of a query, each value as text. */
  List<List<@Nullable String>> query(String sql) throws SQLException {
    return tried(
        statement -> {
          try (ResultSet row = statement.executeQuery(sql)) {
            int width = row.getMetaData().getColumnCount();
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (row.next()) {
              List<@Nullable String> values = new ArrayList<>();
              for (int i = 1; i <= width; i++) {
                values.add(row.getString(i));
              }
              rows.add(values);
            }
            return rows;
          }
        });
  }

  /** The first column of a query, without NULLs. */
  List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    for (List<@Nullable String> row : query(sql)) {
      String text = row.get(0);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  private <T> T tried(Work<T> work) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try (Statement statement = connection.createStatement()) {
      // Braces are SQL's own here, not JDBC's escapes.
      statement.setEscapeProcessing(false);
      T result = work.on(statement);
      connection.releaseSavepoint(before);
      return result;
    } catch (SQLException e) {
      connection.rollback(before);
      throw e;
    }
  }

  /** What PostgreSQL itself said, if it did. */
  static @Nullable ServerErrorMessage server(SQLException e) {
    return e instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
  }

  /** PostgreSQL's sentence, without the word ERROR, and its detail. */
  static String sentence(SQLException e) {
    ServerErrorMessage server = server(e);
    String said = server == null ? null : server.getMessage();
    String detail = server == null ? null : server.getDetail();
    if (said == null) {
      return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
    return detail == null ? said : said + " (" + detail.replaceFirst("\\.$", "") + ")";
  }
}

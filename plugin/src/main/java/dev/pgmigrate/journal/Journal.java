package dev.pgmigrate.journal;

import dev.pgmigrate.jdbc.DatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What was done to a database, kept in that database. */
public interface Journal {
  /**
   * Makes the place to write to, if there is none yet, or brings it to today's format; others may
   * do the same at the same time.
   *
   * @throws DatabaseException when we may not, or when a newer version of the plugin made it
   */
  void create(Connection connection);

  /**
   * All rows in the order they were written; none when nothing was ever written.
   *
   * @throws DatabaseException when a newer version of the plugin wrote it
   */
  List<JournalEntry> read(Connection connection);

  /**
   * The transaction that wrote that this step began, in this run: as PostgreSQL numbers it. Without
   * one, that of the connection.
   */
  String beginning(Connection connection, JournalEntry step) throws SQLException;

  /**
   * Adds rows in the connection's transaction, which has to be READ COMMITTED, keeping other
   * writers waiting, and commits it; position and finishing time are the server's.
   *
   * @param settings statements that go before it, in the same message
   * @throws SQLException also when only the answer was lost: then it may be committed
   */
  void commit(Connection connection, List<String> settings, List<JournalEntry> entries)
      throws SQLException;
}

package dev.pgmigrate.watch;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.SqlResource;
import dev.pgmigrate.lint.LockMode;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.shadow.MissingRoles;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.SessionSettings;
import dev.pgmigrate.sql.Statement;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/** The session that executes what is watched and asks the server what it did. */
final class WatchSession implements AutoCloseable {
  private static final String LOCKS = SqlResource.text(WatchSession.class, "locks");
  private static final String KEYS = SqlResource.text(WatchSession.class, "keys");
  private static final String DEFAULTS = SqlResource.text(WatchSession.class, "default_partitions");

  /** Again before each statement: the one before may have set it. */
  private static final String TALKATIVE = "SET client_min_messages = debug1";

  /** Likewise; where a statement has chosen a role, it stays what it was. */
  private static final String ENGLISH =
      """
      SELECT CASE WHEN pg_catalog.current_setting('is_superuser') = 'on'
        THEN pg_catalog.set_config('lc_messages', 'C', false) END""";

  private static final String TRIGGERS =
      """
      SELECT pg_catalog.count(*) FROM pg_catalog.pg_event_trigger
      WHERE evtname IN ('%1$s_command', '%1$s_drop', '%1$s_rewrite') AND evtenabled = 'A'""";

  private final ShadowDatabase database;
  private final MissingRoles roles;
  private final Connection connection;
  private final String word;
  private final long baseline;
  private final Set<Source> sources;

  WatchSession(ShadowDatabase database) throws SQLException {
    this.database = database;
    this.roles = new MissingRoles(database.ownsServer());
    Database simple = database.database().with(PGProperty.PREFER_QUERY_MODE, "simple");
    this.connection = simple.connect();
    this.word = "migrate_watch_" + new BigInteger(64, new SecureRandom()).toString(16);
    try {
      execute(SqlResource.text(WatchSession.class, "baseline"));
      this.baseline =
          Long.parseLong(one("SELECT 'pg_temp.migrate_watch_baseline()'::regprocedure::oid"));
      this.sources = sources();
      if (sources.contains(Source.EVENTS)) {
        report();
      }
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private Set<Source> sources() throws SQLException {
    if (isSuperuser()) {
      return EnumSet.allOf(Source.class);
    }
    String language = one("SHOW lc_messages");
    return language.matches("C|C\\..*|POSIX|en.*")
        ? EnumSet.of(Source.MESSAGES)
        : EnumSet.noneOf(Source.class);
  }

  /** What can be known of a statement here. */
  Set<Source> available() {
    return sources;
  }

  Connection connection() {
    return connection;
  }

  /**
   * Executes a statement, with the roles that it lacks.
   *
   * @param source what it belongs to, for errors
   * @throws ReplayException when PostgreSQL refuses it
   */
  Messages executed(String source, Statement statement) throws SQLException {
    Savepoint before = connection.getAutoCommit() ? null : connection.setSavepoint();
    while (true) {
      listen();
      try (java.sql.Statement jdbc = connection.createStatement()) {
        jdbc.setEscapeProcessing(false);
        jdbc.execute(statement.sql());
        Messages messages = Messages.of(jdbc.getWarnings(), word, baseline);
        if (before != null) {
          connection.releaseSavepoint(before);
        }
        return messages;
      } catch (SQLException e) {
        if (before != null) {
          connection.rollback(before);
        }
        if (roles.isPresent(e)) {
          return Messages.of(null, word, baseline);
        }
        if (!madeRole(e)) {
          throw ReplayException.of(source, statement, e);
        }
      }
    }
  }

  /** The session may act as a role that must not make others. */
  private boolean madeRole(SQLException e) throws SQLException {
    if (!roles.isMissing(e)) {
      return false;
    }
    String user = one("SHOW session_authorization");
    String role = one("SHOW role");
    execute("RESET SESSION AUTHORIZATION");
    roles.make(connection, e);
    execute("SET SESSION AUTHORIZATION " + Identifier.quote(user));
    if (!role.equals("none")) {
      execute("SET ROLE " + Identifier.quote(role));
    }
    return true;
  }

  /** Makes the session what it was at the beginning. */
  void again() throws SQLException {
    int major = connection.getMetaData().getDatabaseMajorVersion();
    execute(SessionSettings.again(database.database().namespace(), major));
  }

  private void report() throws SQLException {
    execute(SqlResource.text(WatchSession.class, "events").formatted(word));
  }

  /** DISCARD drops the functions of the event triggers, and the triggers with them. */
  private void listen() throws SQLException {
    if (!sources.contains(Source.EVENTS)) {
      execute(TALKATIVE);
      return;
    }
    if ("3".equals(last(TALKATIVE, ENGLISH, TRIGGERS.formatted(word)))) {
      return;
    }
    if (isSuperuser()) {
      report();
    } else {
      sources.remove(Source.EVENTS);
    }
  }

  private boolean isSuperuser() throws SQLException {
    return "on".equals(connection.unwrap(PGConnection.class).getParameterStatus("is_superuser"));
  }

  /** The strongest lock of each relation of users that this session holds, by oid. */
  Map<Long, LockMode> locks() throws SQLException {
    Map<Long, LockMode> locked = new LinkedHashMap<>();
    try (java.sql.Statement jdbc = connection.createStatement();
        ResultSet row = jdbc.executeQuery(LOCKS)) {
      while (row.next()) {
        LockMode mode = LockMode.of(row.getString(2));
        locked.merge(row.getLong(1), mode, (a, b) -> a.compareTo(b) >= 0 ? a : b);
      }
    }
    return locked;
  }

  /** The tables of each foreign key with one of these names, among these tables. */
  Map<String, List<Long>> tablesOfKeys(List<String> names, Collection<Long> tables)
      throws SQLException {
    Map<String, List<Long>> found = new LinkedHashMap<>();
    if (names.isEmpty()) {
      return found;
    }
    try (PreparedStatement query = connection.prepareStatement(KEYS)) {
      query.setArray(1, connection.createArrayOf("text", names.toArray()));
      query.setArray(2, connection.createArrayOf("oid", tables.toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.computeIfAbsent(row.getString(1), any -> new ArrayList<>()).add(row.getLong(2));
        }
      }
    }
    return found;
  }

  /** The default partitions beside these partitions. */
  List<Long> defaultPartitions(Collection<Long> partitions) throws SQLException {
    List<Long> found = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(DEFAULTS)) {
      query.setArray(1, connection.createArrayOf("oid", partitions.toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.add(row.getLong(1));
        }
      }
    }
    return found;
  }

  private String one(String query) throws SQLException {
    try (java.sql.Statement jdbc = connection.createStatement();
        ResultSet row = jdbc.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  /** What the last of three statements says, which are sent together. */
  private String last(String first, String second, String query) throws SQLException {
    try (java.sql.Statement jdbc = connection.createStatement()) {
      jdbc.setEscapeProcessing(false);
      jdbc.execute(String.join(";\n", first, second, query));
      jdbc.getMoreResults();
      jdbc.getMoreResults();
      try (ResultSet row = jdbc.getResultSet()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (java.sql.Statement jdbc = connection.createStatement()) {
      jdbc.setEscapeProcessing(false);
      jdbc.execute(sql);
    }
  }

  /** Ends the session where it could not begin. */
  void abandon(SQLException why) {
    try {
      close();
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }

  /** Removes the event triggers and ends the session. */
  @Override
  public void close() throws SQLException {
    try (connection) {
      again();
      execute("DROP EVENT TRIGGER IF EXISTS %1$s_command".formatted(word));
      execute("DROP EVENT TRIGGER IF EXISTS %1$s_drop".formatted(word));
      execute("DROP EVENT TRIGGER IF EXISTS %1$s_rewrite".formatted(word));
    }
  }
}

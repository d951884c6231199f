package dev.pgmigrate.watch;

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
  private static final String DEFAULTS = SqlResource.text(WatchSession.class, "default_partitions");

  /** Again before each statement: the one before may have set it. */
  private static final String TALKATIVE =
      "SELECT pg_catalog.set_config('client_min_messages', 'debug1', false)";

  /**
   * The same, and in English; where a statement has chosen a role, that stays what it was. The last
   * column says how many event triggers there are.
   */
  private static final String EVENTFUL =
      TALKATIVE
          + """
          ,
            CASE WHEN pg_catalog.current_setting('is_superuser') = 'on'
              THEN pg_catalog.set_config('lc_messages', 'C', false) END,
            (SELECT pg_catalog.count(*) FROM pg_catalog.pg_event_trigger
             WHERE evtname IN ('%1$s_command', '%1$s_drop', '%1$s_rewrite') AND evtenabled = 'A')""";

  private static final int TRIGGERS_COLUMN = 3;
  private static final long TRIGGERS = 3;

  /** Before each statement of a transaction; no more than one is there. */
  private static final String MARK = "SAVEPOINT migrate_watch";

  private final ShadowDatabase database;
  private final MissingRoles roles;
  private final Connection connection;
  private final String word;
  private final Baseline baseline;
  private final Set<Source> sources;

  /** Whether each statement of a transaction can be taken back. */
  private boolean marking;

  /** Whether the transaction has the savepoint. */
  private boolean marked;

  WatchSession(ShadowDatabase database) throws SQLException {
    this.database = database;
    this.roles = new MissingRoles(database.ownsServer());
    // What is watched goes to the server as it stands; our own queries are prepared.
    this.connection =
        database
            .database()
            .with(PGProperty.PREFER_QUERY_MODE, "extendedForPrepared")
            .with(PGProperty.PREPARE_THRESHOLD, "1")
            .with(PGProperty.FLUSH_CACHE_ON_DDL, "false")
            .connect();
    this.word = "migrate_watch_" + new BigInteger(64, new SecureRandom()).toString(16);
    try {
      this.baseline = begin();
      this.sources = sources();
      if (sources.contains(Source.EVENTS)) {
        report();
      }
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private Baseline begin() throws SQLException {
    return last(
        SqlResource.text(WatchSession.class, "baseline"),
        row ->
            new Baseline(
                row.getLong("baseline"),
                row.getBoolean("relations"),
                row.getBoolean("publications")));
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

  Baseline baseline() {
    return baseline;
  }

  /** What is executed in a transaction that begins now and ends with this. */
  interface Work {
    void run() throws SQLException, NotTakenBackException;
  }

  /**
   * Executes something in a transaction.
   *
   * @param marking whether each statement can be taken back: what that costs grows with all that
   *     the transaction has made before
   * @param work commits it
   * @throws NotTakenBackException where a statement would have to be taken back; nothing is done
   */
  void inTransaction(boolean marking, Work work) throws SQLException, NotTakenBackException {
    connection.setAutoCommit(false);
    this.marking = marking;
    marked = false;
    try {
      work.run();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /**
   * Executes a statement, with the roles that it lacks.
   *
   * @param source what it belongs to, for errors
   * @throws ReplayException when PostgreSQL refuses it
   */
  Messages executed(String source, Statement statement) throws SQLException, NotTakenBackException {
    boolean inTransaction = !connection.getAutoCommit();
    while (true) {
      listen();
      try (java.sql.Statement jdbc = connection.createStatement()) {
        jdbc.setEscapeProcessing(false);
        jdbc.execute(statement.sql());
        return Messages.of(jdbc.getWarnings(), word, baseline);
      } catch (SQLException e) {
        if (inTransaction && (marking || roles.isPresent(e) || roles.isMissing(e))) {
          takeBack();
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

  /** Undoes the statement that was executed last in this transaction. */
  void takeBack() throws SQLException, NotTakenBackException {
    if (!marking) {
      throw new NotTakenBackException();
    }
    execute("ROLLBACK TO " + MARK);
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
      execute(mark() + TALKATIVE);
      return;
    }
    long triggers = last(mark() + EVENTFUL.formatted(word), row -> row.getLong(TRIGGERS_COLUMN));
    if (triggers == TRIGGERS) {
      return;
    }
    if (isSuperuser()) {
      report();
    } else {
      sources.remove(Source.EVENTS);
    }
  }

  private String mark() throws SQLException {
    if (connection.getAutoCommit() || !marking) {
      return "";
    }
    String again = marked ? "RELEASE " + MARK + ";\n" : "";
    marked = true;
    return again + MARK + ";\n";
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

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** The row of the only query of a message. */
  private <T> T last(String message, Row<T> reader) throws SQLException {
    try (PreparedStatement jdbc = connection.prepareStatement(message)) {
      boolean result = jdbc.execute();
      while (!result) {
        result = jdbc.getMoreResults();
      }
      try (ResultSet row = jdbc.getResultSet()) {
        row.next();
        return reader.read(row);
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (java.sql.Statement jdbc = connection.createStatement()) {
      jdbc.setEscapeProcessing(false);
      jdbc.execute(sql);
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

package dev.pgmigrate.jdbc;

import dev.pgmigrate.jdbc.DatabaseException.Reason;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.SessionSettings;
import dev.pgmigrate.sql.SqlState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/**
 * A database that can be connected to.
 *
 * @param url what it says of user and password wins
 * @param username null: what the URL says, else the user of the operating system
 * @param password null: what the URL or {@code ~/.pgpass} says
 * @param role whom all our sessions act as, so that new objects are its own; null: the user
 * @param namespace where names without a namespace are
 * @param application how our sessions appear in {@code pg_stat_activity}
 * @param newer hears of a server that is newer than every tested one
 */
public record Database(
    JdbcUrl url,
    @Nullable String username,
    @Nullable Secret password,
    @Nullable String role,
    String namespace,
    String application,
    NewerServer newer) {
  /** The oldest major version of PostgreSQL that works. */
  public static final int OLDEST = 14;

  private static final String APPLICATION = "migrate-maven-plugin";

  /** There is no such role, or the user is no member of it. */
  private static final Set<String> ROLE_REFUSED =
      Set.of(SqlState.INVALID_PARAMETER_VALUE, SqlState.INSUFFICIENT_PRIVILEGE);

  private static final Duration STARTING = Limits.DEFAULT.patience();
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final int CONNECT_SECONDS = 10;
  private static final int LOGIN_SECONDS = 20;

  /** The same where nobody hears that the server is newer than every tested one. */
  public Database(
      JdbcUrl url,
      @Nullable String username,
      @Nullable Secret password,
      @Nullable String role,
      String namespace,
      String application) {
    this(url, username, password, role, namespace, application, NewerServer.UNHEARD);
  }

  /** The database with the default namespace of this run. */
  public static Database of(String url, @Nullable String username, @Nullable String password) {
    return of(JdbcUrl.of(url), username, Secret.of(password));
  }

  /** The database with the default namespace of this run. */
  public static Database of(JdbcUrl url, @Nullable String username, @Nullable Secret password) {
    return new Database(url, username, password, null, DefaultNamespace.name(), APPLICATION);
  }

  /** The same server's other database. */
  public Database named(String database) {
    return withUrl(url.ofDatabase(database));
  }

  /** The same database, its sessions having this parameter of the driver. */
  public Database with(PGProperty parameter, String value) {
    return withUrl(url.with(parameter, value));
  }

  /**
   * The same database for a goal that writes.
   *
   * @throws DatabaseException when the URL is for reading only
   */
  public Database forWriting() {
    url.refusalOfWriting().ifPresent(Database::refuse);
    return withUrl(url.forWriting());
  }

  private Database withUrl(JdbcUrl other) {
    return new Database(other, username, password, role, namespace, application, newer);
  }

  private static void refuse(String why) {
    throw new DatabaseException(Reason.BAD_URL, why, null);
  }

  /** The same database, names without a namespace being in another one. */
  public Database withNamespace(String name) {
    return new Database(url, username, password, role, name, application, newer);
  }

  /** The same database, our sessions acting as this role. */
  public Database withRole(@Nullable String name) {
    return new Database(url, username, password, name, namespace, application, newer);
  }

  /** The same database, our sessions being found by the run that opened them. */
  public Database forRun(String run) {
    return new Database(url, username, password, role, namespace, applicationName(run), newer);
  }

  /** The same database; that its server is newer than every tested one is said there. */
  public Database heardBy(NewerServer heard) {
    return new Database(url, username, password, role, namespace, application, heard);
  }

  /** How the sessions of a run appear in {@code pg_stat_activity}. */
  public static String applicationName(String run) {
    return APPLICATION + " " + run;
  }

  /**
   * A new session for executing migrations: auto-commit, settings pinned.
   *
   * @throws DatabaseException says what is wrong and what to do
   */
  public Connection connect() {
    return connect(SessionSettings.forWriting(namespace));
  }

  /**
   * Whether something between the server and us hands our session on from transaction to
   * transaction: then it is another backend than the one that was announced at the login.
   */
  public static boolean pooled(Connection connection) throws SQLException {
    int announced = connection.unwrap(PGConnection.class).getBackendPID();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
      row.next();
      return row.getInt(1) != announced;
    }
  }

  /**
   * A new session for reading a catalog: auto-commit, settings pinned, empty search_path.
   *
   * @throws DatabaseException says what is wrong and what to do
   */
  public Connection connectForReading() {
    return connect(SessionSettings.forReading());
  }

  /**
   * A new session with these {@code SET} statements executed in it. Behind a pooler a transaction
   * is open in it then, and they end with that: the backend goes to other clients, too. With none
   * there is nothing to hand on; only in a backend of our own policies hide no rows, and the role's
   * timeouts do not end it.
   *
   * @throws DatabaseException says what is wrong and what to do
   */
  public Connection connect(List<String> settings) {
    Connection connection = open();
    try {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < OLDEST) {
        throw new DatabaseException(
            Reason.TOO_OLD,
            "The server of %s is PostgreSQL %s; version %d or newer is needed."
                .formatted(
                    describe(), connection.getMetaData().getDatabaseProductVersion(), OLDEST),
            null);
      }
      newer.connected(this, version, connection.getMetaData().getDatabaseProductVersion());
      checkRole(connection);
      pin(connection, settings, version);
      return connection;
    } catch (SQLException | RuntimeException e) {
      try {
        connection.close();
      } catch (SQLException closing) {
        e.addSuppressed(closing);
      }
      throw e instanceof SQLException sql ? explain(sql) : (RuntimeException) e;
    }
  }

  /**
   * A new session, as without settings, of a server that has answered before: while it cannot be
   * reached, or is only just starting, that is tried again.
   *
   * @throws DatabaseException when the patience is over, or something else is wrong
   */
  public Connection await(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
      try {
        return connect(List.of());
      } catch (DatabaseException e) {
        boolean passing = e.reason() == Reason.UNREACHABLE || e.reason() == Reason.OTHER;
        if (!passing || System.nanoTime() + pause.toNanos() > deadline) {
          throw e;
        }
      }
      Jdbc.sleep(pause);
    }
  }

  /** Whether a session has ended with this, so that only another one can go on. */
  public static boolean lost(SQLException e) {
    return Jdbc.lost(e);
  }

  private static void pin(Connection connection, List<String> settings, int version)
      throws SQLException {
    boolean pooled = pooled(connection);
    if (pooled && settings.isEmpty()) {
      return;
    }
    connection.setAutoCommit(!pooled);
    List<String> all = new ArrayList<>(SessionSettings.ofEverySession(version));
    all.addAll(settings);
    Stream<String> pins = pooled ? all.stream().map(SessionSettings::local) : all.stream();
    try (Statement statement = connection.createStatement()) {
      statement.execute(pins.collect(Collectors.joining("; ")));
    }
  }

  /** Database, host, port and user in words; never a password. */
  public String describe() {
    return url.describe(username);
  }

  @Override
  public String toString() {
    return "Database[" + describe() + "]";
  }

  /** A pooler may have kept the role from the server. */
  private void checkRole(Connection connection) throws SQLException {
    if (role == null) {
      return;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT current_user")) {
      row.next();
      String actual = row.getString(1);
      if (!role.equals(actual)) {
        throw new DatabaseException(
            Reason.ROLE,
            ("The session on %s acts as \"%s\", not as migrate.role \"%s\": a pooler ignores the"
                    + " option.")
                .formatted(describe(), actual, role),
            ("Connect without the pooler, or leave migrate.role out and ALTER ROLE the user SET"
                    + " role = %s.")
                .formatted(Identifier.quote(role)),
            null);
      }
    }
  }

  /** A server that says that it is only just starting is waited for, the first time, too. */
  private Connection open() {
    long deadline = System.nanoTime() + STARTING.toNanos();
    for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
      try {
        return open(role);
      } catch (SQLException e) {
        boolean starting = SqlState.CANNOT_CONNECT_NOW.equals(e.getSQLState());
        if (!starting || System.nanoTime() + pause.toNanos() > deadline) {
          throw refused(e);
        }
      }
      Jdbc.sleep(pause);
    }
  }

  private static Duration longer(Duration pause) {
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
  }

  private DatabaseException refused(SQLException e) {
    // The same SQLSTATEs mean other things, too: only a login without the role tells.
    if (role != null && ROLE_REFUSED.contains(String.valueOf(e.getSQLState())) && opens()) {
      return new DatabaseException(
          Reason.ROLE,
          "The user of %s may not act as migrate.role \"%s\": %s"
              .formatted(describe(), role, firstLine(e)),
          "Create the role if it is missing, and GRANT %s TO the user."
              .formatted(Identifier.quote(role)),
          e);
    }
    return explain(e);
  }

  private boolean opens() {
    try (Connection connection = open(null)) {
      return connection.isValid(LOGIN_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  private Connection open(@Nullable String as) throws SQLException {
    url.refusal().ifPresent(Database::refuse);
    String other = url.role().orElse(null);
    if (as != null && other != null && !other.equals(as)) {
      refuse(
          "migrate.role is \"%s\", and the options in the database's URL name the role \"%s\"."
                  .formatted(as, other)
              + " Leave one of them out.");
    }
    Properties properties = new Properties();
    if (username != null) {
      PGProperty.USER.set(properties, username);
    }
    if (password != null) {
      PGProperty.PASSWORD.set(properties, password.reveal());
    }
    PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS);
    PGProperty.LOGIN_TIMEOUT.set(properties, LOGIN_SECONDS);
    KeptAlive.in(properties);
    return url.open(properties, application, as);
  }

  private DatabaseException explain(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    String said = firstLine(e);
    if (Jdbc.statementMode(e)) {
      return DatabaseException.ofPooler(e).orElseThrow();
    }
    return switch (state) {
      case SqlState.CANNOT_CONNECT, SqlState.CONNECTION_FAILURE, SqlState.CANNOT_CONNECT_NOW ->
          new DatabaseException(
              Reason.UNREACHABLE,
              "Cannot reach %s: %s".formatted(describe(), said),
              "Is the server running, and are host and port right?",
              e);
      case SqlState.CONNECTION_REJECTED,
          SqlState.INVALID_AUTHORIZATION,
          SqlState.INVALID_PASSWORD ->
          new DatabaseException(
              Reason.AUTHENTICATION,
              "The server refuses the login to %s: %s".formatted(describe(), said),
              "Check user name and password.",
              e);
      case SqlState.UNDEFINED_DATABASE ->
          new DatabaseException(
              Reason.UNKNOWN_DATABASE,
              "There is no %s: %s".formatted(describe(), said),
              "Create it, or correct the URL.",
              e);
      case SqlState.INSUFFICIENT_PRIVILEGE ->
          new DatabaseException(
              Reason.NO_PERMISSION,
              "No permission to connect to %s: %s".formatted(describe(), said),
              "GRANT CONNECT ON DATABASE to the user.",
              e);
      default ->
          new DatabaseException(
              Reason.OTHER,
              "Cannot connect to %s: %s (SQLSTATE %s)".formatted(describe(), said, state),
              e);
    };
  }

  private static String firstLine(SQLException e) {
    String text = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    return text.endsWith(".") ? text : text + ".";
  }
}

package dev.pgmigrate.role;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.jdbc.SqlResource;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.SessionSettings;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/**
 * A superuser's session on a throw-away database that acts as an ordinary role made for it, and now
 * and then as itself: only one session can do both within a transaction.
 */
final class RoleSession implements AutoCloseable {
  private static final String HAND_OVER = SqlResource.text(RoleSession.class, "hand-over");

  private static final String ENGLISH = "SET lc_messages = 'C'";

  private final Connection connection;
  private final String namespace;
  private final String user;
  private final String acting;

  /**
   * Makes the role and gives it what the superuser has made so far.
   *
   * @param acts whom it acts as, and whose the objects are; null: itself
   */
  RoleSession(ShadowDatabase database, DeployRights rights, @Nullable String acts)
      throws SQLException {
    Database simple = database.database().with(PGProperty.PREFER_QUERY_MODE, "simple");
    this.connection = simple.connect();
    this.namespace = simple.namespace();
    this.user = "migrate_deploy_" + new BigInteger(64, new SecureRandom()).toString(16);
    this.acting = acts == null ? user : acts;
    try {
      execute(ENGLISH);
      make(rights, simple.namespace());
      handOver();
      act();
    } catch (SQLException | DatabaseException e) {
      connection.close();
      throw e;
    }
  }

  private void make(DeployRights rights, String namespace) throws SQLException {
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE ROLE "
            + user
            + " "
            + String.join(" ", rights.attributes()).toUpperCase(Locale.ROOT));
    List<String> roles = new ArrayList<>(rights.memberships());
    if (!acting.equals(user)) {
      roles.add(acting);
    }
    for (String role : roles) {
      if (!exists(role)) {
        statements.add("CREATE ROLE " + Identifier.quote(role) + " NOLOGIN");
      }
      statements.add("GRANT " + Identifier.quote(role) + " TO " + user);
    }
    if (rights.createOnDatabase()) {
      String name = Identifier.quote(connection.getCatalog());
      statements.add("GRANT CREATE ON DATABASE " + name + " TO " + Identifier.quote(acting));
    }
    roles.add(acting);
    statements.add(
        "GRANT USAGE, CREATE ON SCHEMA "
            + Identifier.quote(namespace)
            + " TO "
            + roles.stream().distinct().map(Identifier::quote).collect(Collectors.joining(", ")));
    for (String statement : statements) {
      execute(statement);
    }
  }

  private boolean exists(String role) throws SQLException {
    try (var query =
        connection.prepareStatement("SELECT FROM pg_catalog.pg_roles WHERE rolname = ?")) {
      query.setString(1, role);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  /** What the superuser has made is the role's from now on. */
  private void handOver() throws SQLException {
    execute(HAND_OVER.replace("{role}", Identifier.quote(acting)));
  }

  Connection connection() {
    return connection;
  }

  /** Acts as the role from now on, whatever a statement has set. */
  void act() throws SQLException {
    execute("RESET SESSION AUTHORIZATION");
    execute("SET SESSION AUTHORIZATION " + user);
    if (!acting.equals(user)) {
      execute("SET ROLE " + Identifier.quote(acting));
    }
  }

  /** Acts as the role, in a session that is what it was at the beginning. */
  void again() throws SQLException {
    int major = connection.getMetaData().getDatabaseMajorVersion();
    execute(SessionSettings.again(namespace, major) + "; " + ENGLISH);
    act();
  }

  /** Whether a statement has left the role. */
  boolean isSuperuser() throws SQLException {
    return "on".equals(connection.unwrap(PGConnection.class).getParameterStatus("is_superuser"));
  }

  /** What is to be done as the superuser. */
  interface Work {
    void run() throws SQLException;
  }

  /**
   * Leaves the role for a moment; what is made meanwhile is the role's. A role that a statement has
   * chosen stays chosen.
   */
  void asSuperuser(Work work) throws SQLException {
    String before = one("SELECT current_user");
    execute("RESET SESSION AUTHORIZATION");
    work.run();
    String after = isSuperuser() ? before : one("SELECT current_user");
    execute("RESET SESSION AUTHORIZATION");
    handOver();
    if (after.equals(acting)) {
      act();
    } else {
      execute("SET ROLE " + Identifier.quote(after));
    }
  }

  /** Executes a text as it stands: what the server said beside. */
  @Nullable SQLWarning execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
      return statement.getWarnings();
    }
  }

  private String one(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

package dev.pgmigrate.shadow;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.SqlResource;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.Literal;
import dev.pgmigrate.sql.SqlState;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes and drops databases named {@code migrate_shadow_<seconds>_<random>} on a server.
 *
 * @param administration any database of the server, as a user who may create databases
 * @param ownsServer whether nobody else uses the server
 */
record TemporaryDatabases(Database administration, boolean ownsServer) {
  private static final String PREFIX = "migrate_shadow_";

  /**
   * With a session that goes by its name, or one in it, a database is in use; one this young may be
   * about to be.
   */
  private static final String STALE =
      """
      SELECT datname
      FROM pg_database
      WHERE datname ~ '^migrate_shadow_[0-9]+_[0-9a-f]+$'
        AND pg_has_role(datdba, 'USAGE')
        AND split_part(datname, '_', 3)::bigint < extract(epoch FROM now()) - 60
        AND NOT EXISTS (
          SELECT FROM pg_stat_activity a WHERE a.datid = pg_database.oid OR a.application_name = pg_database.datname)
      """;

  private static final String STATE = SqlResource.text(TemporaryDatabases.class, "database-state");

  private static void createDefaultSchema(Database database) throws SQLException {
    if (!DefaultNamespace.is(DefaultNamespace.USUAL)) {
      try (Connection connection = database.connect()) {
        MissingSchema.create(connection);
      }
    }
  }

  /** A database that holds only what PostgreSQL itself puts there, and the default schema. */
  ShadowDatabase create() {
    return inSession(session -> Optional.of(create(session))).orElseThrow();
  }

  /** The same where the user may create databases, after {@link #sweep}. */
  Optional<ShadowDatabase> createIfAllowed() {
    return inSession(
        session -> {
          if (!allowed(session)) {
            return Optional.empty();
          }
          sweep(session);
          return Optional.of(create(session));
        });
  }

  private interface Making {
    Optional<ShadowDatabase> in(Connection session) throws SQLException;
  }

  /** A database that is made keeps the session. */
  private Optional<ShadowDatabase> inSession(Making making) {
    Connection session = administration.connect();
    Optional<ShadowDatabase> made = Optional.empty();
    try {
      made = making.in(session);
      return made;
    } catch (SQLException e) {
      throw cannotCreate(e);
    } finally {
      if (made.isEmpty()) {
        leave(session);
      }
    }
  }

  private ShadowDatabase create(Connection session) throws SQLException {
    Temporary made = create(session, "template0");
    try {
      createDefaultSchema(made.database);
      return made;
    } catch (SQLException | RuntimeException e) {
      made.close();
      throw e;
    }
  }

  private Temporary create(Connection session, String template) throws SQLException {
    try (Statement statement = session.createStatement()) {
      String name = name(statement);
      statement.execute("SET application_name = '" + name + "'");
      statement.execute(
          "CREATE DATABASE "
              + name
              + " TEMPLATE "
              + template
              + (copiesFiles(statement) ? " STRATEGY FILE_COPY" : ""));
      return new Temporary(name, administration.named(name), session);
    }
  }

  /**
   * What a history may give a database as a whole: PostgreSQL copies what is in it, and no more.
   */
  private Temporary copied(Connection session, String original) throws SQLException {
    Temporary copy = create(session, original);
    try (Statement statement = session.createStatement()) {
      String state =
          STATE
              .replace("{original}", Literal.quote(original))
              .replace("{copy}", Literal.quote(copy.name));
      List<String> missing = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(state)) {
        while (rows.next()) {
          missing.add(rows.getString(1));
        }
      }
      for (String sql : missing) {
        statement.execute(sql);
      }
      return copy;
    } catch (SQLException | RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  /**
   * Copying files takes checkpoints: the fastest way where the server need not outlive a crash, a
   * burden on the server of somebody else.
   */
  private boolean copiesFiles(Statement statement) throws SQLException {
    return statement.getConnection().getMetaData().getDatabaseMajorVersion() >= 15
        && (ownsServer || "off".equals(one(statement, "SHOW fsync")));
  }

  private ShadowException cannotCreate(SQLException e) {
    if (SqlState.INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
      return new ShadowException(
          "The user may not create databases on the server of "
              + administration.describe()
              + ", where the shadow database should be.",
          "ALTER ROLE .. CREATEDB, or set migrate.shadow to embedded.",
          e);
    }
    return new ShadowException(
        "Cannot create a shadow database on the server of " + administration.describe(), e);
  }

  private static boolean allowed(Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      return "t"
          .equals(
              one(
                  statement,
                  "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"));
    }
  }

  /** Drops what killed runs have left. */
  void sweep() {
    try (Connection session = administration.connect()) {
      sweep(session);
    } catch (SQLException e) {
      throw new ShadowException(
          "Cannot drop the stale shadow databases on the server of " + administration.describe(),
          e);
    }
  }

  private static void sweep(Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      List<String> stale = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(STALE)) {
        while (rows.next()) {
          stale.add(rows.getString(1));
        }
      }
      for (String name : stale) {
        statement.execute("DROP DATABASE IF EXISTS " + name);
      }
    }
  }

  private static String name(Statement statement) throws SQLException {
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    // The server's clock, which the sweep reads, too.
    return PREFIX
        + one(statement, "SELECT extract(epoch FROM now())::bigint")
        + "_"
        + HexFormat.of().formatHex(random);
  }

  private static @Nullable String one(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getString(1) : null;
    }
  }

  private static void leave(Connection session) {
    try {
      session.close();
    } catch (SQLException e) {
      throw new ShadowException("Cannot end a session: " + e.getMessage(), e);
    }
  }

  private final class Temporary implements ShadowDatabase {
    private final String name;
    private final Database database;

    /** Of the server's other database: its name says to others that this one is in use. */
    private final Connection session;

    Temporary(String name, Database database, Connection session) {
      this.name = name;
      this.database = database;
      this.session = session;
    }

    @Override
    public Database database() {
      return database;
    }

    @Override
    public boolean ownsServer() {
      return ownsServer;
    }

    /** PostgreSQL copies no database that somebody is connected to: a pooler, or a monitor. */
    @Override
    public Optional<ShadowDatabase> copy() {
      try {
        return inSession(other -> Optional.of(copied(other, name)));
      } catch (ShadowException e) {
        if (e.getCause() instanceof SQLException why
            && SqlState.OBJECT_IN_USE.equals(why.getSQLState())) {
          return Optional.empty();
        }
        throw new ShadowException("Cannot copy the shadow database " + name, e);
      }
    }

    @Override
    public void close() {
      try (session) {
        drop(session);
      } catch (SQLException e) {
        if (!Database.lost(e)) {
          throw cannotDrop(e);
        }
        dropInAnother();
      }
    }

    /** A session that nothing was asked of for long may be gone. */
    private void dropInAnother() {
      try (Connection other = administration.connect()) {
        drop(other);
      } catch (SQLException e) {
        throw cannotDrop(e);
      }
    }

    private void drop(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
      }
    }

    private ShadowException cannotDrop(SQLException e) {
      return new ShadowException("Cannot drop the shadow database " + name, e);
    }
  }
}

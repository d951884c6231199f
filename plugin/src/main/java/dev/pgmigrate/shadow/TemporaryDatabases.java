package dev.pgmigrate.shadow;

import dev.pgmigrate.jdbc.SqlResource;
import dev.pgmigrate.run.Database;
import dev.pgmigrate.run.DatabaseException;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.Literal;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Makes and drops databases named {@code migrate_shadow_<seconds>_<random>} on a server.
 *
 * @param administration any database of the server, as a user who may create databases
 * @param ownsServer whether nobody else uses the server
 */
record TemporaryDatabases(Database administration, boolean ownsServer) {
  private static final String PREFIX = "migrate_shadow_";
  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final String OBJECT_IN_USE = "55006";

  /**
   * With a session in it, or with one that goes by its name while it is copied, a database is in
   * use; one this young may be about to be.
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
    try (Connection connection = administration.connect();
        Statement statement = connection.createStatement()) {
      return create(statement);
    } catch (SQLException e) {
      throw cannotCreate(e);
    }
  }

  /** The same where the user may create databases, after {@link #sweep}; in one session. */
  Optional<ShadowDatabase> createIfAllowed() {
    try (Connection connection = administration.connect();
        Statement statement = connection.createStatement()) {
      if (!allowed(statement)) {
        return Optional.empty();
      }
      sweep(statement);
      return Optional.of(create(statement));
    } catch (SQLException e) {
      throw cannotCreate(e);
    }
  }

  private ShadowDatabase create(Statement statement) throws SQLException {
    Temporary made = create(statement, "template0");
    try {
      createDefaultSchema(made.database);
      return made;
    } catch (SQLException | RuntimeException e) {
      made.close();
      throw e;
    }
  }

  private Temporary create(Statement statement, String template) throws SQLException {
    String name = name(statement);
    boolean fileCopy =
        statement.getConnection().getMetaData().getDatabaseMajorVersion() >= 15 && ownsServer;
    // Copying files takes checkpoints: the fastest way here, a burden on somebody else's server.
    statement.execute(
        "CREATE DATABASE "
            + name
            + " TEMPLATE "
            + template
            + (fileCopy ? " STRATEGY FILE_COPY" : ""));
    return new Temporary(name, administration.named(name));
  }

  /**
   * What a history may give a database as a whole: PostgreSQL copies what is in it, and no more.
   */
  private Temporary copied(Statement statement, String original) throws SQLException {
    Temporary copy = create(statement, original);
    try {
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

  private ShadowException cannotCreate(SQLException e) {
    if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
      return new ShadowException(
          "The user may not create databases on the server of "
              + administration.describe()
              + ", where the shadow database is to be. ALTER ROLE .. CREATEDB, or set"
              + " migrate.shadow to embedded.",
          e);
    }
    return new ShadowException(
        "Cannot create a shadow database on the server of " + administration.describe(), e);
  }

  private static boolean allowed(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Drops what killed runs have left. */
  void sweep() {
    try (Connection connection = administration.connect();
        Statement statement = connection.createStatement()) {
      sweep(statement);
    } catch (SQLException e) {
      throw new ShadowException(
          "Cannot drop the stale shadow databases on the server of " + administration.describe(),
          e);
    }
  }

  private static void sweep(Statement statement) throws SQLException {
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

  private static String name(Statement statement) throws SQLException {
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    // The server's clock, which the sweep reads, too.
    try (ResultSet row = statement.executeQuery("SELECT extract(epoch FROM now())::bigint")) {
      row.next();
      return PREFIX + row.getLong(1) + "_" + HexFormat.of().formatHex(random);
    }
  }

  private static void drop(Database administration, String name) {
    try (Connection connection = administration.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    } catch (SQLException e) {
      throw new ShadowException("Cannot drop the shadow database " + name, e);
    }
  }

  private final class Temporary implements ShadowDatabase {
    private final String name;
    private final Database database;

    /**
     * Says to others that the database is in use. Where nobody else is, it need not be a session of
     * this database.
     */
    private Connection keeper;

    Temporary(String name, Database database) {
      this.name = name;
      this.database = database;
      try {
        keeper = kept();
      } catch (DatabaseException e) {
        drop(administration, name);
        throw e;
      }
    }

    private Connection kept() {
      return ownsServer ? administration.connect() : database.connect();
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
      try (Connection connection = administration.connect();
          Statement statement = connection.createStatement()) {
        if (ownsServer) {
          return Optional.of(copied(statement, name));
        }
        statement.execute("SET application_name = '" + name + "'");
        keeper.close();
        try {
          return Optional.of(copied(statement, name));
        } finally {
          keeper = kept();
        }
      } catch (SQLException e) {
        if (OBJECT_IN_USE.equals(e.getSQLState())) {
          return Optional.empty();
        }
        throw new ShadowException("Cannot copy the shadow database " + name, e);
      }
    }

    @Override
    public void close() {
      try {
        keeper.close();
      } catch (SQLException e) {
        throw new ShadowException("Cannot leave the shadow database " + name, e);
      } finally {
        drop(administration, name);
      }
    }
  }
}

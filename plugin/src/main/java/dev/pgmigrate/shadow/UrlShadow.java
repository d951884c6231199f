package dev.pgmigrate.shadow;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.sql.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A database that somebody gives us for this purpose. Where its user may create databases,
 * temporary ones are made beside it and it is not touched. Else it is used itself, one user at a
 * time, and emptied before and after; this only if it is empty at first, or was marked as ours by
 * an earlier run (in its comment). A database with somebody's tables is never used.
 */
public final class UrlShadow implements Shadow {
  private static final String MARK = "migrate-maven-plugin: shadow database, emptied at every use";

  /** Everybody who empties this database takes this lock first; the number is arbitrary. */
  private static final long LOCK = 6_213_746_550_913L;

  private static final int WAIT_SECONDS = 60;

  /** Namespaces that people made, and public if there is something in it. */
  private static final String NAMESPACES =
      """
      SELECT nspname
      FROM pg_namespace
      WHERE nspname !~ '^pg_'
        AND nspname <> 'information_schema'
      """;

  private static final String FOREIGN =
      """
      SELECT n.nspname || '.' || o.name
      FROM (
        SELECT relnamespace AS namespace, relname AS name FROM pg_class
        UNION ALL
        SELECT pronamespace, proname FROM pg_proc
        UNION ALL
        SELECT typnamespace, typname FROM pg_type
      ) o
      JOIN pg_namespace n ON n.oid = o.namespace
      WHERE n.nspname !~ '^pg_'
        AND n.nspname <> 'information_schema'
      LIMIT 1
      """;

  private final Database given;
  private final TemporaryDatabases beside;

  public UrlShadow(Database given) {
    this.given = given;
    this.beside = new TemporaryDatabases(given, false);
  }

  @Override
  public ShadowDatabase create() {
    Optional<ShadowDatabase> temporary = beside.createIfAllowed();
    if (temporary.isPresent()) {
      return temporary.get();
    }
    Connection session = given.connect();
    try {
      lock(session);
      checkOurs(session);
      execute(
          session,
          "COMMENT ON DATABASE %s IS '%s'".formatted(Identifier.quote(session.getCatalog()), MARK));
      empty(session);
      MissingSchema.create(session);
      return new InPlace(given, session);
    } catch (SQLException e) {
      closeAfter(session, e);
      throw new ShadowException(
          "Cannot use " + given.describe() + " as shadow database.",
          "Its user must own it, or have CREATEDB.",
          e);
    } catch (RuntimeException e) {
      closeAfter(session, e);
      throw e;
    }
  }

  @Override
  public String describe() {
    return given.describe();
  }

  @Override
  public int serverVersion() {
    return ServerVersion.of(given);
  }

  /** Nothing: each database is emptied or dropped by its own close. */
  @Override
  public void close() {}

  private void checkOurs(Connection session) throws SQLException {
    List<String> marks =
        strings(
            session,
            "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE"
                + " datname = current_database()");
    List<String> objects = strings(session, FOREIGN);
    if (!marks.contains(MARK) && !objects.isEmpty()) {
      throw new ShadowException(
          "The shadow database is emptied at each use, but "
              + given.describe()
              + " has an object that migrate did not make: "
              + objects.get(0)
              + ".",
          "Give an empty database.");
    }
  }

  private void lock(Connection session) throws SQLException {
    execute(session, "SET lock_timeout = '" + WAIT_SECONDS + "s'");
    try {
      execute(session, "SELECT pg_advisory_lock(" + LOCK + ")");
    } catch (SQLException e) {
      throw new ShadowException(
          given.describe()
              + " is in use as shadow database; because its user may not create databases,"
              + " only one build can use it at a time.",
          "ALTER ROLE .. CREATEDB, or try again later.",
          e);
    }
  }

  /** What is in no namespace (publications, event triggers) takes a superuser, and stays. */
  private static void empty(Connection session) throws SQLException {
    for (String namespace : strings(session, NAMESPACES)) {
      execute(session, "DROP SCHEMA " + Identifier.quote(namespace) + " CASCADE");
    }
    execute(session, "CREATE SCHEMA public");
    if (session.getMetaData().getDatabaseMajorVersion() >= 15) {
      execute(session, "ALTER SCHEMA public OWNER TO pg_database_owner");
      execute(session, "GRANT USAGE ON SCHEMA public TO PUBLIC");
    } else {
      execute(session, "GRANT ALL ON SCHEMA public TO PUBLIC");
    }
    execute(session, "COMMENT ON SCHEMA public IS 'standard public schema'");
  }

  private static void execute(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> strings(Connection session, String query) throws SQLException {
    List<String> strings = new ArrayList<>();
    try (Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
    }
    return strings;
  }

  private static void closeAfter(Connection session, Exception e) {
    try {
      session.close();
    } catch (SQLException closing) {
      e.addSuppressed(closing);
    }
  }

  /**
   * The given database itself.
   *
   * @param session holds the lock
   */
  private record InPlace(Database database, Connection session) implements ShadowDatabase {
    @Override
    public boolean ownsServer() {
      return false;
    }

    @Override
    public void close() {
      try (session) {
        empty(session);
      } catch (SQLException e) {
        throw new ShadowException("Cannot empty " + database.describe(), e);
      }
    }
  }
}

package dev.pgmigrate.random;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.shadow.OtherServer;
import dev.pgmigrate.shadow.PlannedOnce;
import dev.pgmigrate.shadow.PostgresVersion;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Databases that are emptied and used again: some times faster than new ones. */
final class EmptiedDatabases implements Supplier<ShadowDatabase>, AutoCloseable {
  private static final String EMPTY =
      """
      DO $$
      DECLARE
        all_of_them text;
      BEGIN
        SELECT string_agg(quote_ident(nspname), ', ') INTO all_of_them
          FROM pg_namespace
         WHERE nspname !~ '^pg_' AND nspname <> 'information_schema';
        EXECUTE 'DROP SCHEMA ' || all_of_them || ' CASCADE';
        SELECT string_agg(format('DROP PUBLICATION %I', pubname), '; ') INTO all_of_them
          FROM pg_publication;
        EXECUTE COALESCE(all_of_them, '');
      END $$;
      CREATE SCHEMA public AUTHORIZATION pg_database_owner;
      COMMENT ON SCHEMA public IS 'standard public schema';
      GRANT USAGE ON SCHEMA public TO PUBLIC;
      """;

  /** The server of another major version, if one is asked for. */
  private static final @Nullable OtherServer OTHER =
      Optional.ofNullable(System.getProperty("random.server"))
          .flatMap(OtherServer::embedded)
          .orElse(null);

  /** Of the server. */
  static final int MAJOR =
      Integer.parseInt(
          System.getProperty("random.server", PostgresVersion.DEFAULT.toString()).split("\\.")[0]);

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final String SETUP =
      """
      DO $$ BEGIN
        CREATE ROLE reader;
      EXCEPTION WHEN duplicate_object THEN NULL;
      END $$;
      DO $$ BEGIN
        CREATE ROLE keeper;
      EXCEPTION WHEN duplicate_object THEN NULL;
      END $$;
      SET allow_in_place_tablespaces = on;
      """;

  private final Deque<Kept> free = new ArrayDeque<>();

  /** Makes the roles and the tablespace that the scripts speak of. */
  static void prepareServer() throws SQLException {
    try (Connection connection = server("postgres").connect();
        Statement statement = connection.createStatement()) {
      statement.execute(SETUP);
      try (ResultSet found =
          statement.executeQuery("SELECT 1 FROM pg_tablespace WHERE spcname = 'elsewhere'")) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("CREATE TABLESPACE elsewhere LOCATION ''");
    }
  }

  private static Database server(String database) {
    return OTHER == null ? TestServer.server().database(database) : OTHER.database(database);
  }

  @Override
  public ShadowDatabase get() {
    return free.isEmpty() ? new Kept(fresh()) : free.pop();
  }

  private static ShadowDatabase fresh() {
    if (OTHER == null) {
      return TestServer.database();
    }
    String name = "random_" + NUMBER.incrementAndGet();
    try (Connection connection = server("postgres").connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new AssertionError(name, e);
    }
    return new ShadowDatabase() {
      @Override
      public Database database() {
        return server(name);
      }

      @Override
      public boolean ownsServer() {
        return true;
      }

      @Override
      public void close() {
        // It ends with its server.
      }
    };
  }

  /** A database with one session that is lent to whoever connects. */
  private final class Kept implements ShadowDatabase {
    private final ShadowDatabase database;
    private final Connection session;

    Kept(ShadowDatabase database) {
      this.database = database;
      this.session = PlannedOnce.connect(database);
    }

    @Override
    public Database database() {
      return database.database();
    }

    @Override
    public boolean ownsServer() {
      return true;
    }

    @Override
    public Connection connect() {
      return (Connection)
          Proxy.newProxyInstance(
              Connection.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                try {
                  return method.getName().equals("close")
                      ? giveBack()
                      : method.invoke(session, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    private @Nullable Object giveBack() throws SQLException {
      if (!session.getAutoCommit()) {
        session.rollback();
        session.setAutoCommit(true);
      }
      return null;
    }

    @Override
    public void close() {
      try (Statement statement = session.createStatement()) {
        statement.execute(EMPTY);
        free.push(this);
      } catch (SQLException e) {
        throw new AssertionError("a database cannot be emptied", e);
      }
    }

    void drop() {
      database.close();
    }
  }

  @Override
  public void close() {
    free.forEach(Kept::drop);
  }
}

package dev.pgmigrate.project;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.history.Protection;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.JdbcUrl;
import dev.pgmigrate.shadow.Shadow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Whether throw-away databases may be on the configured server. The configured user executes
 * unapproved statements there. Roles, and the settings of databases and roles, belong to the whole
 * server, so they stay after the throw-away database is dropped.
 */
@API(status = API.Status.EXPERIMENTAL)
public final class SharedServer {
  /** Its own, and what it can take with SET ROLE. */
  private static final String POWERS =
      """
      SELECT CASE WHEN rolsuper THEN 'SUPERUSER' ELSE 'CREATEROLE' END
      FROM pg_catalog.pg_roles
      WHERE (rolsuper OR rolcreaterole)
        AND pg_catalog.pg_has_role(session_user, oid, 'MEMBER')
      ORDER BY rolsuper DESC
      LIMIT 1
      """;

  private final boolean trusted;
  private final boolean unattended;
  private final Consumer<String> warning;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * @param trusted whether a person accepts that the user has the rights of an administrator
   * @param unattended whether nobody reads a warning: in CI and in batch mode
   * @param warning gets the one warning
   */
  public SharedServer(boolean trusted, boolean unattended, Consumer<String> warning) {
    this.trusted = trusted;
    this.unattended = unattended;
    this.warning = warning;
  }

  /** Refuses an administrator unless trusted: for callers that cannot print a warning. */
  public static SharedServer strict() {
    return new SharedServer(false, true, text -> {});
  }

  /**
   * Asks the database whose server it is to be, if it is to be that.
   *
   * @throws MigrationException when the database is protected or cannot say, or when the user is an
   *     administrator and nobody would notice
   */
  void check(DatabaseConfig configured, Project project) {
    Database database = TargetDatabase.of(configured, project);
    Database shadow = shadow(database, project);
    if (shadow == null) {
      return;
    }
    String choice =
        project.shadow().equals(Shadow.SAME_SERVER)
            ? "migrate.shadow is same-server"
            : "migrate.shadow is a URL of the configured server";
    try (Connection connection = database.connectForReading()) {
      List<Protection> protection = Protection.all(connection);
      if (!protection.isEmpty()) {
        throw new MigrationException(
            choice
                + ", and "
                + database.describe()
                + " is protected ("
                + protection.get(0).inWords()
                + "). Revisions that nobody has approved would be executed on its server"
                + (shadow.equals(database) ? ", as its user" : "")
                + ".",
            "Leave migrate.shadow out to use an embedded server, or give the JDBC URL of"
                + " another one.");
      }
    } catch (SQLException e) {
      throw TargetDatabase.unreadable(database, e);
    }
    try (Connection connection = shadow.connectForReading()) {
      String power = power(connection);
      if (power != null && !trusted) {
        judge(choice, shadow, power);
      }
    } catch (SQLException e) {
      throw TargetDatabase.unreadable(shadow, e);
    }
  }

  /** Where throw-away databases are, and as whom, if it is the configured server; else null. */
  private static @Nullable Database shadow(Database configured, Project project) {
    if (project.shadow().equals(Shadow.SAME_SERVER)) {
      return configured;
    }
    JdbcUrl chosen = JdbcUrl.of(project.shadow());
    DatabaseConfig direct = project.target().direct();
    boolean same =
        chosen.sharesServer(configured.url())
            || (direct != null && chosen.sharesServer(direct.url()));
    return same ? Database.of(chosen, null, null).heardBy(project.target().newer()) : null;
  }

  private void judge(String choice, Database database, String power) {
    String risk =
        choice
            + ", and the user of "
            + database.describe()
            + " has "
            + power
            + ". A CREATE ROLE or ALTER ROLE of a revision is executed on that"
            + " server before anybody approves it, and stays.";
    if (unattended) {
      throw new MigrationException(
          risk,
          "Use a user with CREATEDB alone, leave migrate.shadow out, or accept the"
              + " risk: -Dmigrate.shadowTrusted=true");
    }
    if (!warned.getAndSet(true)) {
      warning.accept(risk + " A user with CREATEDB alone cannot do that.");
    }
  }

  private static @Nullable String power(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(POWERS)) {
      return row.next() ? row.getString(1) : null;
    }
  }
}

package dev.pgmigrate.project;

import dev.pgmigrate.config.ConfigException;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.config.Origin;
import dev.pgmigrate.history.HistoryTables;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.revision.MigrationDirectory;
import dev.pgmigrate.sql.DefaultNamespace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The inputs that decide the default schema of a run.
 *
 * @param migrations the folder of the revisions
 * @param parameter migrate.schema, or null
 * @param historySchema migrate.historySchema, or null
 * @param database the database of the run, or null
 * @param role migrate.role, or null
 */
public record SchemaDecision(
    Path migrations,
    @Nullable String parameter,
    @Nullable String historySchema,
    @Nullable DatabaseConfig database,
    @Nullable String role) {
  /**
   * One row: where the role's names without a schema are (a schema for the journal that stands
   * first in its path holds none of them), whether anybody set its path, and whether the schema,
   * and a journal in that of the journal, are there. The catalog is asked: to_regclass fails for a
   * role that may not use the schema.
   */
  private static final String OF_ROLE =
      """
      SELECT
        COALESCE(
          (
            SELECT p.name
            FROM unnest(current_schemas(FALSE)) WITH ORDINALITY p (name, place)
            WHERE p.name <> ?
            ORDER BY p.place
            LIMIT 1
          ),
          current_schema()),
        session_user,
        s.source <> 'default' AS path_set,
        EXISTS (
          SELECT
          FROM pg_catalog.pg_namespace
          WHERE nspname = ?) AS schema_there,
        EXISTS (
          SELECT
          FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n
            ON n.oid = c.relnamespace
          WHERE n.nspname = ?
            AND c.relname = ?) AS journal_there
      FROM pg_catalog.pg_settings s
      WHERE s.name = 'search_path'
      """;

  /** What OF_ROLE says. */
  private record OfRole(
      @Nullable String schema,
      String role,
      boolean pathSet,
      boolean schemaThere,
      boolean journalThere) {}

  /**
   * The recorded schema: the same for everybody, with a database or without.
   *
   * @throws ConfigException if migrate.schema and the URL disagree
   */
  public DefaultSchema recorded() {
    Optional<String> ofUrl = ofUrl();
    if (isGiven()) {
      String name = String.valueOf(parameter).strip();
      if (ofUrl.isPresent() && !ofUrl.get().equals(name)) {
        throw new ConfigException(
            "migrate.schema is \"%s\", and currentSchema in the database's URL is \"%s\"."
                .formatted(name, ofUrl.get()),
            "Make them the same, or leave one of them out.");
      }
      return new DefaultSchema(name, "from migrate.schema");
    }
    Optional<String> recorded = DefaultSchema.recorded(migrations);
    if (recorded.isPresent()) {
      return new DefaultSchema(recorded.get(), "recorded in " + DefaultSchema.FILE);
    }
    return ofUrl.isEmpty() || new MigrationDirectory(migrations).hasRevisions()
        ? DefaultSchema.usual()
        : new DefaultSchema(ofUrl.get(), "currentSchema of the database's URL");
  }

  /**
   * The same for a goal that may write the first revision. If nothing is recorded yet, the
   * database's role decides; the revision records it.
   *
   * @throws DatabaseException if the database cannot be read
   */
  public DefaultSchema first() {
    DefaultSchema known = recorded();
    if (database == null
        || known.because() != null
        || new MigrationDirectory(migrations).hasRevisions()) {
      return known;
    }
    try {
      OfRole found = ask(database, known.name());
      return found.schema == null || found.schema.equals(known.name())
          ? known
          : new DefaultSchema(
              found.schema,
              "the search_path of role %s begins with it. The first revision records that in %s"
                  .formatted(found.role, DefaultSchema.FILE));
    } catch (DatabaseException e) {
      // Nobody named this database for migrating.
      if (database.origin() == Origin.APPLICATION) {
        return known;
      }
      throw e;
    }
  }

  /**
   * The same for a goal that changes the database. A database without our journal must agree; else
   * the application, which uses its role's search_path, would not find its tables.
   *
   * @throws ConfigException if it does not
   */
  public DefaultSchema agreed() {
    DefaultSchema known = recorded();
    if (database == null || isGiven() || ofUrl().isPresent()) {
      return known;
    }
    OfRole found;
    try {
      found = ask(database, known.name());
    } catch (DatabaseException e) {
      return known; // The goal itself says what is wrong, or waits for a server that is starting.
    }
    boolean said = found.pathSet || !DefaultNamespace.USUAL.equals(found.schema);
    if (said
        && found.schema != null
        && found.schemaThere
        && !found.journalThere
        && !found.schema.equals(known.name())) {
      throw new ConfigException(
          ("The revisions are for schema %s (%s), but the search_path of role %s begins with %s."
                  + " This database has no history of this project yet, so it is not clear which"
                  + " one is meant.")
              .formatted(
                  known.name(),
                  known.because() == null ? "nothing else is recorded" : known.because(),
                  found.role,
                  found.schema),
          ("Name it: -Dmigrate.schema=%s or -Dmigrate.schema=%s; or permanently, with"
                  + " <schema> in the plugin's configuration.")
              .formatted(known.name(), found.schema));
    }
    return known;
  }

  private boolean isGiven() {
    return parameter != null && !parameter.isBlank();
  }

  private Optional<String> ofUrl() {
    return database == null ? Optional.empty() : database.url().currentSchema();
  }

  private OfRole ask(DatabaseConfig config, String name) {
    Database of = Database.of(config.url(), config.username(), config.password()).withRole(role);
    try (Connection connection = of.connect(List.of());
        PreparedStatement statement = connection.prepareStatement(OF_ROLE)) {
      statement.setString(1, historySchema == null ? "" : historySchema);
      statement.setString(2, name);
      statement.setString(3, historySchema == null ? name : historySchema);
      statement.setString(4, HistoryTables.HISTORY);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new OfRole(
            row.getString(1),
            row.getString(2),
            row.getBoolean(3),
            row.getBoolean(4),
            row.getBoolean(5));
      }
    } catch (SQLException e) {
      throw new DatabaseException(
          DatabaseException.Reason.OTHER,
          "Cannot ask %s for its default schema: %s.".formatted(config.describe(), e.getMessage()),
          "Correct that, or name the schema: -Dmigrate.schema=..",
          e);
    }
  }
}

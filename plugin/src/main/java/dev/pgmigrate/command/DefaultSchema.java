package dev.pgmigrate.command;

import dev.pgmigrate.config.ConfigException;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.config.Origin;
import dev.pgmigrate.run.Database;
import dev.pgmigrate.run.DatabaseException;
import dev.pgmigrate.sql.DefaultNamespace;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where names without a schema are, and our own tables: one decision for a run.
 *
 * @param name the schema
 * @param because what made us choose it, for a person; null: nothing was said
 */
public record DefaultSchema(String name, @Nullable String because) {
  /**
   * The first schema of the role's path, if we do not keep our tables in public already. The
   * catalog is asked: to_regclass fails for a role that may not use public.
   */
  private static final String OF_ROLE =
      """
      SELECT current_schema(), session_user
      WHERE NOT EXISTS (
        SELECT
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n
          ON n.oid = c.relnamespace
        WHERE n.nspname = 'public'
          AND c.relname = 'migrate_history')
      """;

  /**
   * Decides it: migrate.schema, the URL's currentSchema, the role's search_path, public.
   *
   * @param parameter migrate.schema, or null
   * @param database the database of the run, or null
   * @param role migrate.role, or null
   * @throws ConfigException when migrate.schema and the URL disagree
   */
  public static DefaultSchema of(
      @Nullable String parameter, @Nullable DatabaseConfig database, @Nullable String role) {
    Optional<String> ofUrl = database == null ? Optional.empty() : database.url().currentSchema();
    if (parameter != null && !parameter.isBlank()) {
      String name = parameter.strip();
      if (ofUrl.isPresent() && !ofUrl.get().equals(name)) {
        throw new ConfigException(
            ("migrate.schema is \"%s\", and currentSchema in the database's URL is \"%s\". Make"
                    + " them the same, or leave one of them out.")
                .formatted(name, ofUrl.get()));
      }
      return new DefaultSchema(name, "from migrate.schema");
    }
    if (ofUrl.isPresent()) {
      boolean everybody = database != null && database.origin() == Origin.APPLICATION;
      return new DefaultSchema(
          ofUrl.get(),
          "currentSchema of the database's URL" + (everybody ? "" : advice(ofUrl.get())));
    }
    return database == null ? usual() : ofRole(database, role);
  }

  /** For the console; empty: public, and nobody said so. */
  public Optional<String> line() {
    return because == null
        ? Optional.empty()
        : Optional.of("Default schema: %s, %s".formatted(name, because));
  }

  private static String advice(String name) {
    return (". A build without this database does not know it: write <schema>%s</schema> into the"
            + " plugin's configuration")
        .formatted(name);
  }

  private static DefaultSchema usual() {
    return new DefaultSchema(DefaultNamespace.USUAL, null);
  }

  private static DefaultSchema ofRole(DatabaseConfig config, @Nullable String role) {
    Database database =
        Database.of(config.url(), config.username(), config.password()).withRole(role);
    try (Connection connection = database.connect(List.of());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(OF_ROLE)) {
      String name = row.next() ? row.getString(1) : null;
      return name == null || name.equals(DefaultNamespace.USUAL)
          ? usual()
          : new DefaultSchema(
              name,
              "the search_path of role %s begins with it".formatted(row.getString(2))
                  + advice(name));
    } catch (SQLException e) {
      throw new DatabaseException(
          DatabaseException.Reason.OTHER,
          "Cannot ask %s for its default schema: %s. Or name the schema: -Dmigrate.schema=.."
              .formatted(config.describe(), e.getMessage()),
          e);
    } catch (DatabaseException e) {
      return usual(); // There is no session: the goal itself says why, if it needs one.
    }
  }
}

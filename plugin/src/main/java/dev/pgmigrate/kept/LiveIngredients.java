package dev.pgmigrate.kept;

import dev.pgmigrate.catalog.CatalogFingerprint;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.fingerprint.Ingredients;
import dev.pgmigrate.history.PostgresJournal;
import dev.pgmigrate.jdbc.Secret;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.TargetDatabase;
import dev.pgmigrate.shadow.PostgresVersion;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/** The configured database, as an ingredient of a run that compares with it. */
public final class LiveIngredients {
  private static final String NAME = "the database";

  /** The run waits as long as it must; to ask what was kept is not worth that. */
  private static final String SECONDS = "2";

  private LiveIngredients() {}

  /**
   * Adds which database it is, who asks, what its catalog and its journals hold.
   *
   * @return its major version; 0 without a configured one
   */
  public static int addTo(Ingredients ingredients, Project project) {
    DatabaseConfig configured = project.target().configured();
    add(ingredients, NAME, configured);
    add(ingredients, "migrate.directUrl", project.target().direct());
    ingredients.add("migrate.role", project.target().role());
    if (configured == null) {
      return 0;
    }
    try (TargetDatabase target = TargetDatabase.open(project);
        Connection connection =
            target.direct().with(PGProperty.CONNECT_TIMEOUT, SECONDS).connectForReading()) {
      CatalogFingerprint.read(connection)
          .forEach((relation, texts) -> ingredients.add(NAME + ": " + relation, texts));
      for (String journal : PostgresJournal.readable(connection)) {
        ingredients.add(
            NAME + ": the journal of " + journal,
            new PostgresJournal(journal).fingerprint(connection));
      }
      return Integer.parseInt(
          PostgresVersion.nearest(connection.getMetaData().getDatabaseMajorVersion()));
    } catch (SQLException e) {
      ingredients.refuse(NAME + " cannot be read: " + e.getMessage());
      return 0;
    }
  }

  private static void add(Ingredients ingredients, String name, @Nullable DatabaseConfig config) {
    if (config == null) {
      ingredients.secret(name, (String) null);
      return;
    }
    Secret password = config.password();
    ingredients.secret(
        name,
        config.url().reveal(),
        config.username(),
        password == null ? null : password.reveal(),
        config.origin().name(),
        config.because());
  }
}

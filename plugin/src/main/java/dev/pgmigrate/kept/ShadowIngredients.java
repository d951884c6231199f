package dev.pgmigrate.kept;

import dev.pgmigrate.fingerprint.Ingredients;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.RecordedVersion;
import dev.pgmigrate.shadow.PostgresVersion;
import dev.pgmigrate.shadow.ServerBinaries;
import dev.pgmigrate.shadow.Shadow;
import java.nio.file.Path;
import java.util.Optional;

/** The programs of the servers that execute the revisions, as ingredients of a run. */
public final class ShadowIngredients {
  private ShadowIngredients() {}

  /**
   * Adds the one that revisions are written on, and the one that drift is looked for on.
   *
   * @param ofDatabase the major version of the configured database; 0 without one
   */
  public static void addTo(Ingredients ingredients, Project project, int ofDatabase) {
    String found = ofDatabase == 0 ? PostgresVersion.DEFAULT : String.valueOf(ofDatabase);
    String chosen = RecordedVersion.recorded(project).orElse(found);
    ingredients.add("migrate.shadow", project.shadow()).add("migrate.postgresVersion", chosen);
    server(ingredients, project, chosen);
    if (ofDatabase != 0 && ofDatabase != PostgresVersion.major(chosen)) {
      server(ingredients, project, found);
    }
  }

  /** Those of somebody else's server are not known. */
  private static void server(Ingredients ingredients, Project project, String version) {
    if (!project.shadow().equals(Shadow.EMBEDDED)) {
      ingredients.refuse("migrate.shadow is not " + Shadow.EMBEDDED);
      return;
    }
    Optional<Path> unpacked = ServerBinaries.unpacked(version);
    if (unpacked.isPresent()) {
      ingredients.place(unpacked.get());
    } else {
      ingredients.refuse("PostgreSQL " + version + " is not unpacked yet");
    }
  }
}

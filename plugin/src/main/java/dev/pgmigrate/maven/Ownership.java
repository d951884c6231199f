package dev.pgmigrate.maven;

import dev.pgmigrate.MigrationException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * Which modules of a build own migrations: those whose own POM declares the plugin, and those that
 * have the folders. A build of one project owns itself. Goals run only in owners.
 */
record Ownership(MavenSession session, MavenProject project) {
  private static final String PLUGIN = "migrate-maven-plugin";

  static Ownership of(MavenSession session, MavenProject project) {
    return new Ownership(session, project);
  }

  boolean ownsHere(Path migrations, Path schemaFiles) {
    return session.getProjects().size() <= 1
        || Files.isDirectory(migrations)
        || Files.isDirectory(schemaFiles)
        || declares(project);
  }

  /**
   * The modules of this build that own migrations.
   *
   * @throws MigrationException when there is none, and the goal would run nowhere
   */
  List<MavenProject> owners(File migrations, File schemaFiles) {
    List<MavenProject> owners =
        session.getProjects().stream()
            .filter(module -> owns(module, migrations, schemaFiles))
            .toList();
    if (owners.isEmpty()) {
      throw nobody();
    }
    return owners;
  }

  /**
   * Called in a module that is no owner; speaks up in the last one.
   *
   * @throws MigrationException when the goal will have run nowhere
   */
  void failIfNobodyOwns(File migrations, File schemaFiles) {
    List<MavenProject> modules = session.getProjects();
    boolean last = modules.get(modules.size() - 1).equals(project);
    if (last && modules.stream().noneMatch(m -> owns(m, migrations, schemaFiles))) {
      throw nobody();
    }
  }

  private MigrationException nobody() {
    String candidates =
        session.getProjects().stream()
            .filter(m -> !m.getPackaging().equals("pom"))
            .map(MavenProject::getArtifactId)
            .collect(Collectors.joining(", "));
    return new MigrationException(
        "No module of this build owns migrations; nothing was done.",
        "Declare "
            + PLUGIN
            + " in the POM of the module that should own them (one of "
            + candidates
            + "), or make the folder src/main/migrations there.");
  }

  private boolean owns(MavenProject module, File migrations, File schemaFiles) {
    Path base = module.getBasedir().toPath();
    return declares(module)
        || Files.isDirectory(base.resolve(below(migrations)))
        || Files.isDirectory(base.resolve(below(schemaFiles)));
  }

  /** The folder as it would be in another module. */
  private Path below(File folder) {
    Path base = project.getBasedir().toPath();
    return folder.toPath().startsWith(base) ? base.relativize(folder.toPath()) : folder.toPath();
  }

  /** In its own POM; what it inherits does not count, nor does a POM that only groups modules. */
  private static boolean declares(MavenProject module) {
    return !module.getPackaging().equals("pom")
        && module.getOriginalModel().getBuild() != null
        && module.getOriginalModel().getBuild().getPlugins().stream()
            .anyMatch(plugin -> plugin.getArtifactId().equals(PLUGIN));
  }
}

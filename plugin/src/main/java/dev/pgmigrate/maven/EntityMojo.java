package dev.pgmigrate.maven;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.entity.EntityInput;
import dev.pgmigrate.project.Project;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals that read entities have in common. */
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
abstract class EntityMojo extends MigrateMojo {
  /**
   * Dependencies whose entities belong to the model, as <code>groupId:artifactId</code>. Example:
   * {@code com.acme:model,com.acme:audit}.
   */
  @Parameter(property = "migrate.entityDependencies")
  List<String> entityDependencies;

  /** The unit of META-INF/persistence.xml, if there are several. Example: {@code shop}. */
  @Parameter(property = "migrate.persistenceUnit")
  @Nullable String persistenceUnit;

  /**
   * Settings of Hibernate; they override persistence.xml and hibernate.properties. Example: {@code
   * <hibernate.physical_naming_strategy>com.acme.Names</hibernate.physical_naming_strategy>}.
   */
  @Parameter Map<String, String> hibernateProperties;

  /**
   * What Bean Validation (<code>@NotNull</code>, <code>@Size</code>) does to existing columns:
   * {@code new} leaves them as they are, {@code apply} changes them. New columns always get it.
   */
  @Parameter(property = "migrate.validation", defaultValue = "new")
  String validation;

  /** The project with its entities. */
  Project projectWithEntities() {
    Project base = project();
    List<Path> classPath = classPath();
    List<Path> scanned = new ArrayList<>();
    String output = project.getBuild().getOutputDirectory();
    Path classes =
        project.getBasedir() == null ? root().resolve("target/classes") : Path.of(output);
    if (Files.isDirectory(classes)) {
      scanned.add(classes);
    }
    scanned.addAll(dependencies());
    EntityInput input =
        new EntityInput(
            classPath,
            scanned,
            hibernateProperties == null ? new HashMap<>() : hibernateProperties,
            persistenceUnit,
            EntityInput.DEFAULT_MAJOR,
            strictValidation(),
            settingsPlaces(scanned));
    return base.withEntities(input, stale());
  }

  private boolean strictValidation() {
    if (!validation.equals("new") && !validation.equals("apply")) {
      throw new MigrationException(
          "migrate.validation is " + validation,
          "It can be new (existing columns stay as they are) or apply.");
    }
    return validation.equals("apply");
  }

  /** Run time first, then what is only provided. */
  private List<Path> classPath() {
    try {
      Set<String> elements = new LinkedHashSet<>(project.getRuntimeClasspathElements());
      elements.addAll(project.getCompileClasspathElements());
      return elements.stream().map(Path::of).filter(Files::exists).toList();
    } catch (DependencyResolutionRequiredException e) {
      throw new IllegalStateException("The dependencies are not resolved", e);
    }
  }

  private List<Path> dependencies() {
    List<Path> files = new ArrayList<>();
    for (String name : entityDependencies == null ? List.<String>of() : entityDependencies) {
      files.add(
          project.getArtifacts().stream()
              .filter(a -> (a.getGroupId() + ":" + a.getArtifactId()).equals(name.strip()))
              .map(Artifact::getFile)
              .filter(file -> file != null)
              .map(File::toPath)
              .findFirst()
              .orElseThrow(
                  () ->
                      new MigrationException(
                          "migrate.entityDependencies names "
                              + name
                              + ", which is not a dependency of "
                              + project.getArtifactId()
                              + ". It has "
                              + project.getArtifacts().stream()
                                  .map(a -> a.getGroupId() + ":" + a.getArtifactId())
                                  .collect(Collectors.joining(", ")))));
    }
    return files;
  }

  /** Jars that may be older than the sources they were built from: ours, and not of this build. */
  private Set<Path> stale() {
    return project.getArtifacts().stream()
        .filter(a -> a.isSnapshot() || a.getGroupId().equals(project.getGroupId()))
        .filter(a -> a.getFile() != null && !builtHere(a))
        .map(a -> a.getFile().toPath())
        .collect(Collectors.toSet());
  }

  private boolean builtHere(Artifact artifact) {
    return session.getProjects().stream()
        .anyMatch(
            p ->
                p.getGroupId().equals(artifact.getGroupId())
                    && p.getArtifactId().equals(artifact.getArtifactId())
                    && artifact.getFile().toPath().startsWith(Path.of(p.getBuild().getDirectory()))
                    && !artifact.getFile().toPath().toString().contains("project-local-repo"));
  }
}

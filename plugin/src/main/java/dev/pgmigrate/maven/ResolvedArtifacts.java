package dev.pgmigrate.maven;

import dev.pgmigrate.artifact.ArtifactNotFoundException;
import dev.pgmigrate.artifact.ArtifactSource;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * Artifacts by the resolver of the running Maven, from its local repository and the build's remote
 * ones.
 *
 * <p>An artifact is available offline per repository id, so one kind of artifact must always be
 * asked of the same list of repositories.
 */
final class ResolvedArtifacts implements ArtifactSource {
  private final RepositorySystem repositorySystem;
  private final RepositorySystemSession session;
  private final List<RemoteRepository> repositories;
  private final Consumer<String> log;

  ResolvedArtifacts(
      RepositorySystem repositorySystem,
      RepositorySystemSession session,
      List<RemoteRepository> repositories,
      Consumer<String> log) {
    this.log = log;
    this.repositorySystem = repositorySystem;
    this.session = session;
    this.repositories = List.copyOf(repositories);
  }

  @Override
  public Path file(String coordinates) {
    try {
      return repositorySystem
          .resolveArtifact(
              session, new ArtifactRequest(new DefaultArtifact(coordinates), repositories, null))
          .getArtifact()
          .getFile()
          .toPath();
    } catch (ArtifactResolutionException e) {
      throw notFound(coordinates, e);
    }
  }

  @Override
  public List<Path> classPath(String coordinates) {
    CollectRequest collect =
        new CollectRequest(
            new Dependency(new DefaultArtifact(coordinates), "runtime"), repositories);
    try {
      return repositorySystem
          .resolveDependencies(session, new DependencyRequest(collect, null))
          .getArtifactResults()
          .stream()
          .map(ArtifactResult::getArtifact)
          .map(artifact -> artifact.getFile().toPath())
          .toList();
    } catch (DependencyResolutionException e) {
      throw notFound(coordinates, e);
    }
  }

  @Override
  public void notice(String line) {
    log.accept(line);
  }

  private ArtifactNotFoundException notFound(String coordinates, Exception cause) {
    String advice =
        session.isOffline()
            ? "Maven is offline: run the same command once without -o."
            : "Check the connection and the mirrors of settings.xml, then run it again with -U.";
    return new ArtifactNotFoundException(
        "Cannot resolve " + coordinates + ": " + cause.getMessage() + ".", advice, cause);
  }
}

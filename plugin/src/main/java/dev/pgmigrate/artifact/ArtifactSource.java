package dev.pgmigrate.artifact;

import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;

/** Files by their Maven coordinates. */
@API(status = API.Status.EXPERIMENTAL)
public interface ArtifactSource {
  /**
   * One file.
   *
   * @param coordinates {@code groupId:artifactId[:extension[:classifier]]:version}
   * @throws ArtifactNotFoundException when it cannot be had; the message says what to do
   */
  Path file(String coordinates);

  /**
   * A jar and all it needs at run time, in class path order.
   *
   * @param coordinates as for {@link #file}
   * @throws ArtifactNotFoundException when one of them cannot be had
   */
  List<Path> classPath(String coordinates);

  /** Hears what is done with an artifact once for a machine, because it takes a while. */
  default void notice(String line) {}
}

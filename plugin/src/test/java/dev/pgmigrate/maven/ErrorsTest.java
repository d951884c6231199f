package dev.pgmigrate.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.artifact.ArtifactNotFoundException;
import dev.pgmigrate.command.MigrationFailure;
import dev.pgmigrate.run.DatabaseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

class ErrorsTest {
  @Test
  void whatTheUserHasToMendIsAFailureInItsOwnWords() throws Exception {
    var error = new MigrationFailure("There are two heads: merge them.");

    MojoFailureException worded = Errors.worded(error);

    assertThat(worded).hasMessage("There are two heads: merge them.").hasCause(error);
  }

  @Test
  void whatKeptUsFromRunningIsAnErrorOfExecution() {
    assertThatThrownBy(
            () ->
                Errors.worded(
                    new DatabaseException(
                        DatabaseException.Reason.UNREACHABLE, "Cannot reach db", null)))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessage("Cannot reach db");
    assertThatThrownBy(() -> Errors.worded(new ArtifactNotFoundException("No binaries", null)))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessage("No binaries");
    assertThatThrownBy(
            () -> Errors.worded(new UncheckedIOException("Disk full", new IOException())))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessage("Disk full");
  }

  @Test
  void whatNobodyThoughtOfIsCalledABug() {
    assertThatThrownBy(() -> Errors.worded(new IllegalStateException("impossible")))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("This is a bug of migrate-maven-plugin")
        .hasMessageContaining("impossible");
  }
}

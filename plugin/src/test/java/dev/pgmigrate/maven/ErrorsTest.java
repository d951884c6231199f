package dev.pgmigrate.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.artifact.ArtifactNotFoundException;
import dev.pgmigrate.jdbc.DatabaseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

class ErrorsTest {
  @Test
  void whatTheUserHasToMendIsAFailureInItsOwnWords() throws Exception {
    var error = new MigrationException("There are two heads: merge them.");

    MojoFailureException worded = worded(error);

    assertThat(worded).hasMessage("There are two heads: merge them.").hasCause(error);
  }

  @Test
  void whatKeptUsFromRunningIsAnErrorOfExecution() {
    assertThatThrownBy(
            () ->
                worded(
                    new DatabaseException(
                        DatabaseException.Reason.UNREACHABLE, "Cannot reach db", null)))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessage("Cannot reach db");
    assertThatThrownBy(
            () -> worded(new ArtifactNotFoundException("No binaries", "Go online.", null)))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessage("No binaries.\nGo online.");
    assertThatThrownBy(() -> worded(new UncheckedIOException("Disk full", new IOException())))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessage("Disk full");
  }

  @Test
  void theAdviceStandsOnALineOfItsOwn() throws Exception {
    MigrationException error =
        new MigrationException(Path.of("a.sql"), 3, "'x' is not a block", "Write 'up'.", null);

    assertThat(error).hasMessage("a.sql:3: 'x' is not a block. Write 'up'.");
    assertThat(worded(error)).hasMessage("a.sql:3: 'x' is not a block.\nWrite 'up'.");
    assertThat(error.advice()).isEqualTo("Write 'up'.");
  }

  /** Maven appends the message of each cause that ours does not hold to the letter. */
  @Test
  void whatACauseSaysStandsThereOnce() throws Exception {
    var refused = new IllegalStateException("ERROR: no such table\n  Position: 8");
    var ours = new RejectedException("step 1 failed: ERROR: no such table", refused);
    MojoFailureException worded = worded(ours);
    assertThat(worded)
        .hasMessage("step 1 failed: ERROR: no such table")
        .hasNoCause()
        .hasSuppressedException(ours);
  }

  private static final class RejectedException extends MigrationException {
    private static final long serialVersionUID = 1L;

    RejectedException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  @Test
  void whatNobodyThoughtOfIsCalledABug() {
    assertThatThrownBy(() -> worded(new IllegalStateException("impossible")))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("This is a bug of migrate-maven-plugin")
        .hasMessageContaining("impossible");
  }

  @Test
  void theCommandsThatItNamesWorkWhereItIsRun() throws Exception {
    List<String> coordinates = List.of("clean", "dev.pgmigrate:migrate-maven-plugin:1.2:upgrade");
    MigrationException failure = new MigrationException("Adopt it first: mvn migrate:baseline");
    assertThat(Errors.worded(failure, FullCommand.of(coordinates)))
        .hasMessage("Adopt it first: mvn dev.pgmigrate:migrate-maven-plugin:1.2:baseline");
    assertThat(Errors.worded(failure, FullCommand.of(List.of("migrate:upgrade"))))
        .hasMessage("Adopt it first: mvn migrate:baseline");
    assertThat(Errors.worded(failure, FullCommand.of(List.of("verify"))))
        .hasMessage("Adopt it first: mvn migrate:baseline");
  }

  private static MojoFailureException worded(RuntimeException error) throws MojoExecutionException {
    return Errors.worded(error, new FullCommand("migrate"));
  }
}

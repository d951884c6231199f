package dev.pgmigrate.maven;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.command.CurrentCommand;
import dev.pgmigrate.command.CurrentCommand.State;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.report.CurrentReport;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Shows which revision the database is at, and its states: ahead, halfway, pending, held, failed,
 * drifted, edited. Writes nothing.
 */
@Mojo(name = "current", requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class CurrentMojo extends MigrateMojo {
  /**
   * Whether to look for drift: changes that no revision made. For that, the applied revisions are
   * executed on a throw-away database.
   */
  @Parameter(property = "migrate.drift", defaultValue = "true")
  boolean drift;

  /**
   * Fails when the database is in one of these states: <code>ahead</code>, <code>halfway</code>,
   * <code>pending</code>, <code>held</code>, <code>failed</code>, <code>drifted</code>, <code>
   *  edited</code>; the message begins with the state. Without it, no state fails. Example: {@code
   * ahead,failed}.
   */
  @Parameter(property = "migrate.failOn")
  @Nullable List<String> failOn;

  @Override
  void run() {
    Set<State> unwanted = unwanted();
    if (!drift && unwanted.contains(State.DRIFTED)) {
      throw new MigrationException(
          "migrate.failOn names drifted, but migrate.drift=false switches that check off",
          "Leave one of them out.");
    }
    Project project = project();
    CurrentCommand.Result result =
        CurrentCommand.run(new CurrentCommand.Input(project, drift), getLog()::debug);
    CurrentReport.text(result, project).forEach(line -> line.to(getLog()::info, getLog()::warn));
    String failure = CurrentReport.failure(result, unwanted, project);
    if (failure != null) {
      throw new MigrationException(failure);
    }
  }

  private Set<State> unwanted() {
    Set<State> states = EnumSet.noneOf(State.class);
    (failOn == null ? List.<String>of() : failOn).forEach(word -> states.add(state(word.strip())));
    return states;
  }

  private static State state(String word) {
    return Arrays.stream(State.values())
        .filter(state -> CurrentReport.word(state).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new MigrationException(
                    "migrate.failOn names '" + word + "'",
                    "The states are "
                        + Arrays.stream(State.values())
                            .map(CurrentReport::word)
                            .collect(Collectors.joining(", "))));
  }
}

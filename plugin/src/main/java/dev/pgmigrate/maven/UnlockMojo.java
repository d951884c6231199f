package dev.pgmigrate.maven;

import dev.pgmigrate.command.UnlockCommand;
import dev.pgmigrate.report.LeaseReport;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.components.interactivity.Prompter;
import org.codehaus.plexus.components.interactivity.PrompterException;
import org.jspecify.annotations.Nullable;

/**
 * Shows which run holds the lease on the database, since when, and what its sessions do; releases
 * it on request. The lease of a run that died expires by itself after half a minute.
 */
@Mojo(name = "unlock", requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class UnlockMojo extends MigrateMojo {
  @Inject Prompter prompter;

  /**
   * The run whose lease is released, as the goal shows it without this. Its sessions are ended, and
   * their uncommitted changes are rolled back. Example: {@code 5f0a9c1be2d4}.
   */
  @Parameter(property = "migrate.unlock")
  @Nullable String unlock;

  @Override
  void run() {
    UnlockCommand.Result result = UnlockCommand.run(new UnlockCommand.Input(project(), unlock));
    tell(result);
    if (result.holder() != null && !result.released() && !unattended() && Terminal.present()) {
      String run = result.holder().run();
      if (run.equals(answer(run))) {
        tell(UnlockCommand.run(new UnlockCommand.Input(project(), run)));
      }
    }
  }

  private String answer(String run) {
    try {
      return prompter.prompt("To release it, type the run: " + run);
    } catch (PrompterException e) {
      throw new IllegalStateException(e);
    }
  }

  private void tell(UnlockCommand.Result result) {
    LeaseReport.unlock(result).forEach(line -> line.to(getLog()::info, getLog()::warn));
  }
}

package dev.pgmigrate.maven;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.command.PlanCommand;
import dev.pgmigrate.project.Approval;
import dev.pgmigrate.project.ApprovalException;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.report.PlanReport;
import java.util.function.Function;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.components.interactivity.Prompter;
import org.codehaus.plexus.components.interactivity.PrompterException;
import org.jspecify.annotations.Nullable;

/** A goal that changes a database, and on a protected one wants a person's approval. */
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
abstract class ApprovedMojo extends MigrateMojo {
  @Inject Prompter prompter;

  /**
   * The digest of the plan that a person approved, as <code>migrate:plan</code> prints it: only
   * that plan is executed. A protected database is changed only with it; in a terminal the goal
   * shows the plan and asks.
   */
  @Parameter(property = "migrate.approve")
  @Nullable String approve;

  /** The same plan, for a question at a terminal. */
  abstract PlanCommand.Input plan(Project project);

  /** Runs a command, with the approval that was given or, where it wants one, is asked for. */
  final <R> R approved(Function<Project, R> command) {
    Project project = project();
    if (approve != null) {
      return command.apply(project.approved(Approval.parse(approve)));
    }
    try {
      return command.apply(project);
    } catch (ApprovalException e) {
      if (unattended() || !Terminal.present()) {
        throw e;
      }
      return command.apply(project.approved(ask(PlanCommand.run(plan(project)))));
    }
  }

  /** What is asked is the database's name: a habit types y. */
  private Approval ask(PlanCommand.Result plan) {
    PlanReport.text(plan).forEach(line -> line.to(getLog()::info, getLog()::warn));
    String answer = null;
    try {
      answer = prompter.prompt("To approve this plan, type the name of the database");
    } catch (PrompterException e) {
      getLog().debug("No answer", e);
    }
    Approval digest = plan.digest();
    if (digest == null || answer == null || !answer.strip().equals(plan.name())) {
      throw new MigrationException("The plan was not approved; nothing was executed.");
    }
    return digest;
  }
}

package dev.pgmigrate.maven;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.command.PlanCommand;
import dev.pgmigrate.project.DefaultSchema;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.SchemaDecision;
import dev.pgmigrate.report.PlanReport;
import java.io.File;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Shows what an upgrade of the database would do, statement by statement, and the digest that
 * approves it on a protected database. Writes nothing.
 */
@Mojo(name = "plan", requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class PlanMojo extends MigrateMojo {
  /** The goal to plan: <code>upgrade</code>, <code>downgrade</code> or <code>stamp</code>. */
  @Parameter(property = "migrate.plan", defaultValue = "upgrade")
  String plan;

  /** How far, as for that goal. Without it: the default of that goal. Example: {@code +1}. */
  @Parameter(property = "migrate.target")
  @Nullable String target;

  /**
   * <code>contract</code> also plans the contract revisions, as in <code>migrate:upgrade</code>.
   */
  @Parameter(property = "migrate.phase", defaultValue = "expand")
  String phase;

  /** Uses the SQL of the journal, as in <code>migrate:downgrade</code>. */
  @Parameter(property = "migrate.fromJournal", defaultValue = "false")
  boolean fromJournal;

  /** Accepts a database that is ahead of this checkout, as in <code>migrate:upgrade</code>. */
  @Parameter(property = "migrate.ahead", defaultValue = "refuse")
  String ahead;

  /**
   * Whether to look for drift: changes that no revision made. For that, the applied revisions are
   * executed on a throw-away database.
   */
  @Parameter(property = "migrate.drift", defaultValue = "true")
  boolean drift;

  /** <code>text</code>, <code>json</code>, or <code>sql</code>: the statements alone. */
  @Parameter(property = "migrate.format", defaultValue = "text")
  String format;

  /** The file for JSON or SQL. Without it: standard output. Example: {@code plan.json}. */
  @Parameter(property = "migrate.output")
  @Nullable File output;

  @Override
  DefaultSchema defaultSchema(SchemaDecision decision) {
    return decision.agreed();
  }

  @Override
  Project project() {
    return UpgradeMojo.allowed(super.project(), ahead);
  }

  @Override
  void run() {
    PlanCommand.Input input =
        new PlanCommand.Input(
            project(), kind(), target, UpgradeMojo.contract(phase), fromJournal, drift);
    switch (format) {
      case "text" ->
          PlanReport.text(PlanCommand.run(input, getLog()::debug))
              .forEach(line -> line.to(getLog()::info, getLog()::warn));
      case "json" ->
          new Output(output, getLog())
              .write(PlanReport.json(PlanCommand.run(input, getLog()::debug)));
      case "sql" ->
          new Output(output, getLog())
              .write(PlanReport.sql(PlanCommand.run(input, getLog()::debug)));
      default ->
          throw new MigrationException(
              "migrate.format is " + format, "It can be text, json or sql.");
    }
  }

  private PlanCommand.Kind kind() {
    for (PlanCommand.Kind kind : PlanCommand.Kind.values()) {
      if (kind.goal().equals(plan)) {
        return kind;
      }
    }
    throw new MigrationException(
        "migrate.plan is " + plan, "It can be upgrade, downgrade or stamp.");
  }
}

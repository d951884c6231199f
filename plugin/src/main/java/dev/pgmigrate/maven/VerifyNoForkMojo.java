package dev.pgmigrate.maven;

import dev.pgmigrate.command.KeptVerdict;
import dev.pgmigrate.command.VerifyCommand;
import dev.pgmigrate.fingerprint.KeptLine;
import dev.pgmigrate.output.OutputFiles;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.proof.LintLevels;
import dev.pgmigrate.proof.Production;
import dev.pgmigrate.report.Line;
import dev.pgmigrate.report.Paper;
import dev.pgmigrate.report.VerdictReport;
import dev.pgmigrate.verify.Verdict;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Proves the history of migrations with compiled classes. As <code>migrate:verify </code>, for
 * binding to a phase.
 */
@Mojo(
    name = "verify-no-fork",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public class VerifyNoForkMojo extends EntityMojo {
  /**
   * The branch of Git that revisions are merged into: what it lacks is new. Without it: the branch
   * that the build server names, or the default branch of <code>origin</code>. Example: {@code
   * origin/develop}.
   */
  @Parameter(property = "migrate.base")
  @Nullable String base;

  /**
   * What becomes of single rules: <code>off</code>, <code>note</code>, <code>warning</code> or
   * <code>error</code>. Example: {@code type-to-avoid=error,hidden-code=off}.
   */
  @Parameter(property = "migrate.rules")
  @Nullable List<String> rules;

  /**
   * From which severity on the build fails: <code>error</code>, <code>warning</code>, <code>note
   * </code>.
   */
  @Parameter(property = "migrate.failOn", defaultValue = "error")
  String failOn;

  /**
   * Whether the live database is compared with its history, where <code>migrate.url</code>, <code>
   * migrate.server</code> or MIGRATE_URL names one: <code>true</code>; <code>false</code>; <code>
   * required</code>, and then a database that cannot be compared is an error.
   */
  @Parameter(property = "migrate.drift", defaultValue = "true")
  String drift;

  /**
   * The rights of the deploy role besides changing what it owns. If given, each other right that a
   * new revision needs is an error; otherwise it is a warning. <code>ownership</code> (nothing
   * more), <code> create-on-database</code>, <code>createdb</code>, <code>createrole</code>, <code>
   * bypassrls </code>, <code>replication</code>, <code>superuser</code>, <code>member-of=role
   * </code>, <code> extension=name</code>, <code>statement=first words</code>. Example: {@code
   * create-on-database,member-of=app_owner,extension=pgaudit}.
   */
  @Parameter(property = "migrate.shadowRole")
  @Nullable List<String> shadowRole;

  @Override
  boolean needsDatabase() {
    return false;
  }

  @Override
  void run() {
    VerdictOutput output = new VerdictOutput(this, failOn);
    VerifyCommand.Input input = output.input(this::input);
    Project project = input.project();
    KeptVerdict kept =
        new KeptVerdict(input, output.failOn(), OutputFiles.of(project), getLog()::debug);
    Optional<List<KeptLine>> said = kept.said();
    if (said.isPresent()) {
      said.get()
          .forEach(
              line -> new Line(line.warning(), line.text()).to(getLog()::info, getLog()::warn));
      return;
    }
    Verdict verdict =
        output.publish(project, () -> VerifyCommand.run(input), VerdictReport::verified);
    kept.keep(
        verdict,
        new VerdictReport(verdict, project, Paper.PLAIN)
            .again(project.show(project.work()) + "/verify.html").stream()
                .map(line -> new KeptLine(line.warning(), line.text()))
                .toList());
  }

  private VerifyCommand.Input input() {
    return new VerifyCommand.Input(
        projectWithEntities(),
        base,
        LintLevels.parse(rules == null ? List.of() : rules),
        Production.of(drift, shadowRole == null ? List.of() : shadowRole));
  }
}

package dev.pgmigrate.maven;

import dev.pgmigrate.MigrationException;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.PluginConfigurationException;
import org.apache.maven.plugin.PluginManagerException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Takes a goal to the modules that it is for.
 *
 * <p>Maven runs a goal that works without a POM once a build, in the project at the root, as if it
 * were an aggregator. The migrations are seldom there.
 */
record OwningModules(BuildPluginManager plugins, MavenSession session, MojoExecution execution) {
  /** Whether Maven called the goal once for all the modules of a build. */
  static boolean wantedBy(MojoExecution execution, MavenSession session) {
    return execution.getSource() == MojoExecution.Source.CLI
        && !execution.getMojoDescriptor().isProjectRequired()
        && session.getProjects().size() > 1;
  }

  /**
   * Executes the goal in each of these modules, configured as in its POM.
   *
   * @throws MigrationException when the goal needs what Maven resolves only where it calls it
   *     itself
   */
  void execute(List<MavenProject> modules) throws MojoExecutionException, MojoFailureException {
    MojoDescriptor goal = execution.getMojoDescriptor();
    if (goal.getDependencyResolutionRequired() != null) {
      throw new MigrationException(
          goal.getFullGoalName()
              + " needs the dependencies of one module, and Maven called it for all modules.",
          "Run it in " + modules.get(0).getBasedir());
    }
    for (MavenProject module : modules) {
      execute(goal, module);
    }
  }

  private void execute(MojoDescriptor goal, MavenProject module)
      throws MojoExecutionException, MojoFailureException {
    // Its source is not the command line: it runs in this module, and nowhere else.
    MojoExecution inner = new MojoExecution(goal, execution.getExecutionId());
    inner.setConfiguration(configuration(module));
    MavenSession inModule = session.clone();
    inModule.setCurrentProject(module);
    try {
      plugins.executeMojo(inModule, inner);
    } catch (PluginConfigurationException | PluginManagerException e) {
      throw new MojoExecutionException(
          "Cannot run " + goal.getFullGoalName() + " in " + module.getBasedir(), e);
    }
  }

  /** What the module's POM says, over what Maven fills in. */
  private Xpp3Dom configuration(MavenProject module) {
    var plugin = module.getPlugin(execution.getPlugin().getKey());
    Xpp3Dom said = plugin == null ? null : (Xpp3Dom) plugin.getConfiguration();
    Xpp3Dom all = new Xpp3Dom("configuration");
    for (Xpp3Dom parameter : execution.getConfiguration().getChildren()) {
      Xpp3Dom own = said == null ? null : said.getChild(parameter.getName());
      Xpp3Dom base = new Xpp3Dom(parameter);
      all.addChild(own == null ? base : Xpp3Dom.mergeXpp3Dom(new Xpp3Dom(own), base, true));
    }
    return all;
  }
}

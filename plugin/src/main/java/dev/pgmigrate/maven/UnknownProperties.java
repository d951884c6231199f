package dev.pgmigrate.maven;

import dev.pgmigrate.config.ConfigException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * Properties that begin as ours do and that no goal has: Maven ignores them, and a typing error in
 * {@code -Dmigrate.phase} must not look like an answer.
 */
final class UnknownProperties {
  private static final String PREFIX = "migrate.";
  private static final String DRY_RUN = "migrate.dryRun";
  private static final int NEAR = 2;

  private UnknownProperties() {}

  /** A line for each of the command line, and for each of the POM that looks like one of ours. */
  static List<String> of(MavenSession session, MavenProject project, MojoExecution execution) {
    PluginDescriptor plugin = execution.getMojoDescriptor().getPluginDescriptor();
    if (plugin == null) {
      return List.of();
    }
    Set<String> ofPom = new TreeSet<>(project.getProperties().stringPropertyNames());
    return lines(given(session, project), ofPom, known(plugin.getMojos()));
  }

  /** On the command line, but for the project's own, which it gives another value. */
  private static Set<String> given(MavenSession session, MavenProject project) {
    Set<String> given = new TreeSet<>(session.getUserProperties().stringPropertyNames());
    given.removeAll(project.getProperties().stringPropertyNames());
    return given;
  }

  /**
   * Refuses what the command line asks of a goal that changes a database and that the goal does not
   * have: who writes {@code -Dmigrate.dryRun} means that nothing is to be executed.
   *
   * @throws ConfigException when there is such a property
   */
  static void refuse(MavenSession session, MavenProject project, MojoExecution execution) {
    MojoDescriptor goal = execution.getMojoDescriptor();
    PluginDescriptor plugin = goal.getPluginDescriptor();
    if (plugin != null) {
      refuse(
          given(session, project), known(List.of(goal)), known(plugin.getMojos()), goal.getGoal());
    }
  }

  /**
   * Refuses them.
   *
   * @param given on the command line
   * @param own what the goal has
   * @param known what the goals have
   */
  static void refuse(Set<String> given, Set<String> own, Set<String> known, String goal) {
    if (given.contains(DRY_RUN) && !own.contains(DRY_RUN)) {
      throw new ConfigException(
          "-D%s is for migrate:revision; migrate:%s would execute. Nothing was executed."
              .formatted(DRY_RUN, goal),
          "To see what it would do: mvn migrate:plan");
    }
    lines(given, Set.of(), known).stream()
        .findFirst()
        .ifPresent(
            line -> {
              throw new ConfigException(
                  line.replaceFirst(" and has no effect", "") + " Nothing was executed.");
            });
  }

  /**
   * The lines.
   *
   * @param given on the command line
   * @param ofPom in the POM, where a name may be the project's own
   * @param known what the goals have
   */
  static List<String> lines(Set<String> given, Set<String> ofPom, Set<String> known) {
    List<String> lines = new ArrayList<>();
    for (String name : given) {
      if (name.startsWith(PREFIX) && !known.contains(name)) {
        String near = near(name, known);
        lines.add(
            "-D"
                + name
                + " is not a parameter of any goal and has no effect"
                + (near.isEmpty() ? "." : "; did you mean -D" + near + "?"));
      }
    }
    for (String name : ofPom) {
      String near = name.startsWith(PREFIX) && !known.contains(name) ? near(name, known) : "";
      if (!near.isEmpty()) {
        lines.add(
            "The property "
                + name
                + " of the POM is not a parameter of any goal; did you mean "
                + near
                + "?");
      }
    }
    return lines;
  }

  private static Set<String> known(Collection<MojoDescriptor> goals) {
    Set<String> known = new TreeSet<>();
    for (MojoDescriptor goal : goals) {
      PlexusConfiguration configuration = goal.getMojoConfiguration();
      for (PlexusConfiguration parameter : configuration.getChildren()) {
        String value = parameter.getValue("");
        if (value.startsWith("${") && value.endsWith("}")) {
          known.add(value.substring(2, value.length() - 1));
        }
      }
    }
    return known;
  }

  private static String near(String name, Set<String> known) {
    return known.stream()
        .filter(other -> distance(name.toLowerCase(Locale.ROOT), other) <= NEAR)
        .min(Comparator.comparing(other -> distance(name, other)))
        .orElse("");
  }

  /** How many letters must change, come or go. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int same = one.charAt(i - 1) == Character.toLowerCase(other.charAt(j - 1)) ? 0 : 1;
        row[j] = Math.min(diagonal + same, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[other.length()];
  }
}

package dev.pgmigrate.maven;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a user has to call our goals here. Where the plugin was called by its coordinates (no POM
 * declares it, no plugin group names it), the prefix would not resolve, so what we tell the user to
 * run has the coordinates, too.
 *
 * @param caller what stands before a goal's name: {@code migrate} or the coordinates
 */
record FullCommand(String caller) {
  private static final String PREFIX = "migrate";
  private static final Pattern COORDINATES =
      Pattern.compile("([\\w.-]+:migrate-maven-plugin(?::[\\w.-]+)?):[\\w-]+(?:@.*)?");

  /** As the goals of this build were called. */
  static FullCommand of(List<String> goals) {
    boolean resolves = goals.stream().anyMatch(goal -> goal.startsWith(PREFIX + ":"));
    return new FullCommand(
        resolves
            ? PREFIX
            : goals.stream()
                .map(COORDINATES::matcher)
                .filter(Matcher::matches)
                .map(coordinates -> coordinates.group(1))
                .findFirst()
                .orElse(PREFIX));
  }

  /** A text of ours with commands that work here. */
  String in(String text) {
    return caller.equals(PREFIX)
        ? text
        : text.replace("mvn " + PREFIX + ":", "mvn " + caller + ":");
  }
}

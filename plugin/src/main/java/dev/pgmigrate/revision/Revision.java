package dev.pgmigrate.revision;

import dev.pgmigrate.plan.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One revision: a node of the graph.
 *
 * @param id 12 hexadecimal digits
 * @param message the first line of the file
 * @param parents none for a base, several for a merge
 * @param dependsOn revisions of other branches that must be applied before
 * @param labels names of the branch that starts here
 * @param irreversible why it cannot be taken back, or null
 * @param allow lint rule to the reason why it is allowed here
 * @param up in the order of execution
 * @param down in the order of execution: the last undoes the first of {@code up}
 */
public record Revision(
    String id,
    String message,
    List<String> parents,
    List<String> dependsOn,
    List<String> labels,
    Instant created,
    Phase phase,
    @Nullable String irreversible,
    Map<String, String> allow,
    List<Step> up,
    List<Step> down) {
  /** Whether old application code still runs after it. */
  public enum Phase {
    EXPAND,
    CONTRACT
  }

  public Revision {
    parents = List.copyOf(parents);
    dependsOn = List.copyOf(dependsOn);
    labels = List.copyOf(labels);
    allow = Map.copyOf(allow);
    up = List.copyOf(up);
    down = List.copyOf(down);
  }
}

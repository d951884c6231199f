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
 * @param dependsOn other revisions that must be applied before: of other branches, or a contract
 *     revision that this one follows and cannot do without
 * @param replaces the revisions that were squashed into this one, in their order
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
    List<String> replaces,
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
    replaces = List.copyOf(replaces);
    labels = List.copyOf(labels);
    allow = Map.copyOf(allow);
    up = List.copyOf(up);
    down = List.copyOf(down);
  }

  /** The same revision after others. */
  public Revision withParents(List<String> others) {
    return new Revision(
        id,
        message,
        others,
        dependsOn,
        replaces,
        labels,
        created,
        phase,
        irreversible,
        allow,
        up,
        down);
  }

  /** The same revision with other needs. */
  public Revision withDependsOn(List<String> others) {
    return new Revision(
        id,
        message,
        parents,
        others,
        replaces,
        labels,
        created,
        phase,
        irreversible,
        allow,
        up,
        down);
  }

  /** The same revision with its steps written otherwise. */
  public Revision withSteps(List<Step> otherUp, List<Step> otherDown) {
    return new Revision(
        id,
        message,
        parents,
        dependsOn,
        replaces,
        labels,
        created,
        phase,
        irreversible,
        allow,
        otherUp,
        otherDown);
  }

  /** A revision that replaces no other. */
  public Revision(
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
    this(
        id,
        message,
        parents,
        dependsOn,
        List.of(),
        labels,
        created,
        phase,
        irreversible,
        allow,
        up,
        down);
  }
}

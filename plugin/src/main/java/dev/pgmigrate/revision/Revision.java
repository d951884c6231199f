package dev.pgmigrate.revision;

import dev.pgmigrate.plan.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apiguardian.api.API;
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
@API(status = API.Status.EXPERIMENTAL)
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

  /** A revision of the expand phase without steps that depends on nothing but its parents. */
  public static Revision of(String id, String message, List<String> parents, Instant created) {
    return new Revision(
        id,
        message,
        parents,
        List.of(),
        List.of(),
        created,
        Phase.EXPAND,
        null,
        Map.of(),
        List.of(),
        List.of());
  }

  /** The same revision after others. */
  public Revision withParents(List<String> parents) {
    return with(draft -> draft.parents = parents);
  }

  /** The same revision with other needs. */
  public Revision withDependsOn(List<String> dependsOn) {
    return with(draft -> draft.dependsOn = dependsOn);
  }

  /** The same revision with other labels. */
  public Revision withLabels(List<String> labels) {
    return with(draft -> draft.labels = labels);
  }

  /** The same revision in another phase. */
  public Revision withPhase(Phase phase) {
    return with(draft -> draft.phase = phase);
  }

  /** The same revision, which cannot be taken back for this reason; null: it can. */
  public Revision withIrreversible(@Nullable String reason) {
    return with(draft -> draft.irreversible = reason);
  }

  /** The same revision with other rules allowed. */
  public Revision withAllow(Map<String, String> allow) {
    return with(draft -> draft.allow = allow);
  }

  /** The same revision with its steps written otherwise. */
  public Revision withSteps(List<Step> up, List<Step> down) {
    return with(
        draft -> {
          draft.up = up;
          draft.down = down;
        });
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

  private Revision with(Consumer<Draft> change) {
    Draft draft = new Draft();
    change.accept(draft);
    return draft.done();
  }

  /** A copy in the making, so that each part stands beside its name. */
  private final class Draft {
    String id = Revision.this.id;
    String message = Revision.this.message;
    List<String> parents = Revision.this.parents;
    List<String> dependsOn = Revision.this.dependsOn;
    List<String> replaces = Revision.this.replaces;
    List<String> labels = Revision.this.labels;
    Instant created = Revision.this.created;
    Phase phase = Revision.this.phase;
    @Nullable String irreversible = Revision.this.irreversible;
    Map<String, String> allow = Revision.this.allow;
    List<Step> up = Revision.this.up;
    List<Step> down = Revision.this.down;

    Revision done() {
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
          up,
          down);
    }
  }
}

package dev.pgmigrate.draft;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.expand.DraftSink;
import dev.pgmigrate.plan.FreshStatistics;
import dev.pgmigrate.plan.Plan;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.Revision.Phase;
import dev.pgmigrate.revision.RevisionGraph;
import dev.pgmigrate.revision.RevisionId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The revisions of one run, each the parent of the next; each is tried before the next is made. */
public final class Drafts implements DraftSink {
  private static final int MOST_NAMED = 3;

  private record Draft(String id, Phase phase, List<Change> changes, Plan plan) {}

  private final String message;
  private final Placement place;
  private final RevisionGraph graph;
  private final Instant created;
  private final RandomGenerator random;
  private final Consumer<Revision> proof;
  private final List<Draft> drafts = new ArrayList<>();

  public Drafts(
      String message,
      Placement place,
      RevisionGraph graph,
      Instant now,
      RandomGenerator random,
      Consumer<Revision> proof) {
    this.message = message;
    this.place = place;
    this.graph = graph;
    this.created = now.truncatedTo(ChronoUnit.SECONDS);
    this.random = random;
    this.proof = proof;
  }

  /** Makes a revision of the plan, unless there is nothing in it, and tries it. */
  @Override
  public void add(Phase phase, List<Change> changes, Plan plan) {
    if (plan.up().isEmpty() && plan.down().isEmpty()) {
      return;
    }
    Draft draft =
        new Draft(RevisionId.random(random), phase, changes, FreshStatistics.in(plan, changes));
    drafts.add(draft);
    proof.accept(revision(draft.id(), draft, null, message));
  }

  /**
   * They share a minute, so their ids decide how their files are sorted: in the order of the run.
   */
  public List<Revision> revisions() {
    Iterator<String> ids = drafts.stream().map(Draft::id).sorted().iterator();
    List<Revision> revisions = new ArrayList<>();
    @Nullable String before = null;
    for (Draft draft : drafts) {
      Revision revision = revision(ids.next(), draft, before, message(draft));
      revisions.add(revision);
      before = revision.id();
    }
    return revisions;
  }

  @Override
  public List<Warning> warnings() {
    return drafts.stream().flatMap(draft -> draft.plan().warnings().stream()).toList();
  }

  /** {@code rename account.phone (contract)}; {@code follow the entities (2 of 3): account}. */
  private String message(Draft draft) {
    boolean chain = drafts.size() == 2 && drafts.get(0).phase() != drafts.get(1).phase();
    if (drafts.size() == 1) {
      return message;
    }
    return chain
        ? message + (draft.phase() == Phase.CONTRACT ? " (contract)" : " (expand)")
        : message
            + " ("
            + (drafts.indexOf(draft) + 1)
            + " of "
            + drafts.size()
            + "): "
            + names(draft.changes());
  }

  private static String names(List<Change> changes) {
    List<String> names =
        changes.stream()
            .map(change -> change.tableId().orElse(change.object()).name())
            .distinct()
            .sorted()
            .toList();
    return names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
        + (names.size() > MOST_NAMED ? ", .." : "");
  }

  /** After the one before it; the first goes where it is asked to go. */
  private Revision revision(String id, Draft draft, @Nullable String before, String text) {
    Revision placed =
        before == null
            ? Revision.of(id, text, place.parents(graph), created)
                .withDependsOn(place.dependencies(graph))
                .withLabels(place.labels())
            : Revision.of(id, text, List.of(before), created);
    return placed
        .withPhase(draft.phase())
        .withIrreversible(draft.plan().irreversible())
        .withSteps(draft.plan().up(), draft.plan().down());
  }
}

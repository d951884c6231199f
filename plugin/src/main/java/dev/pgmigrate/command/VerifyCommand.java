package dev.pgmigrate.command;

import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.change.Backfill;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.drift.BothSides;
import dev.pgmigrate.drift.Drift;
import dev.pgmigrate.intent.Answers;
import dev.pgmigrate.intent.Intent;
import dev.pgmigrate.intent.Question;
import dev.pgmigrate.intent.Renamer;
import dev.pgmigrate.intent.Resolution;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.project.DesiredState;
import dev.pgmigrate.project.GitBase;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.ReplayedHistory;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.project.StaleModel;
import dev.pgmigrate.proof.AfterMerge;
import dev.pgmigrate.proof.BothOrders;
import dev.pgmigrate.proof.BranchTrial;
import dev.pgmigrate.proof.DeployRoleRule;
import dev.pgmigrate.proof.DriftCheck;
import dev.pgmigrate.proof.EditedHistory;
import dev.pgmigrate.proof.LintLevels;
import dev.pgmigrate.proof.MergeOrders;
import dev.pgmigrate.proof.NewRevisions;
import dev.pgmigrate.proof.NotReached;
import dev.pgmigrate.proof.Production;
import dev.pgmigrate.proof.ReadableHistory;
import dev.pgmigrate.proof.RoundTrip;
import dev.pgmigrate.proof.SurvivingRows;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.verify.Verdict;
import dev.pgmigrate.verify.VerdictBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Proves the history of migrations; writes only to throw-away databases. */
public final class VerifyCommand {
  /**
   * The input.
   *
   * @param base Git's base branch: revisions that it lacks are new; null for the remote's default
   * @param levels the project's levels of the rules
   * @param production what the build knows about production
   */
  public record Input(
      Project project, @Nullable String base, LintLevels levels, Production production) {
    /** The same without knowledge about production. */
    public Input(Project project, @Nullable String base, LintLevels levels) {
      this(project, base, levels, Production.UNSAID);
    }
  }

  private static final String WRITE = "Write it: mvn migrate:revision";

  private final Input input;
  private final Project project;
  private final VerdictBuilder verdict = new VerdictBuilder();

  private VerifyCommand(Input input) {
    this.input = input;
    this.project = input.project();
  }

  /** Runs all checks and returns all findings. */
  public static Verdict run(Input input) {
    return new VerifyCommand(input).run();
  }

  /** The same with the defaults. */
  public static Verdict run(Project project) {
    return run(new Input(project, null, LintLevels.DEFAULT));
  }

  private Verdict run() {
    try (SchemaSources sources = new SchemaSources(project).begun()) {
      return run(sources);
    }
  }

  private Verdict run(SchemaSources sources) {
    Optional<History> readable = ReadableHistory.of(project, verdict);
    if (readable.isEmpty()) {
      return verdict.verdict(0);
    }
    History history = readable.get();
    oneHead(history);
    GitBase base = GitBase.of(project, input.base());
    if (!NewRevisions.isGuessed(base, history)) {
      // Else that is reported below, with the same cure.
      EditedHistory.check(history, base, verdict);
    }
    nothingIsLeftToSay(history);
    Predicate<Revision> isNew = NewRevisions.of(base, history, verdict);
    NewRevisions.Parts parts = NewRevisions.Parts.of(history.graph().revisions(), isNew);
    List<Revision> begun = new ArrayList<>();
    try (BothSides sides = BothSides.of(sources, () -> older(history, sources, parts, begun))) {
      StaleModel.requireSeen(project, sides.stated(), history);
      if (StaleModel.isNothing(sides.stated(), history)
          && verdict.verdict(0).findings().isEmpty()) {
        // One of several modules that inherit the goal.
        return new VerdictBuilder().verdict(0);
      }
      DriftCheck.check(project, sources, history, base, sides, input.production().drift(), verdict);
      replay(history, sources, sides, base, parts, isNew, begun);
    }
    return verdict.verdict(history.graph().revisions().size());
  }

  private void oneHead(History history) {
    verdict.checked("one-head", "there is one head");
    List<Revision> heads = history.graph().heads();
    for (Revision head : heads.size() > 1 ? heads : List.<Revision>of()) {
      verdict.found(
          Finding.error(
              "one-head",
              history.files().get(head.id()),
              0,
              head.id() + " (" + head.message() + ") is one of " + heads.size() + " heads",
              "Put your branch on top of the other: mvn migrate:rebase; or join both: mvn"
                  + " migrate:merge"));
    }
  }

  /** A value that rows need, and that the generator could not know. */
  private void nothingIsLeftToSay(History history) {
    verdict.checked("todo-left", "no backfill lacks its value and no cast its expression");
    for (Revision revision : history.graph().revisions()) {
      revision.up().stream()
          .flatMap(step -> step.statements().stream())
          .forEach(
              statement ->
                  Backfill.todo(statement)
                      .ifPresent(
                          todo ->
                              verdict.found(
                                  Finding.error(
                                      "todo-left",
                                      history.files().get(revision.id()),
                                      statement.line(),
                                      "only a person can decide: " + todo,
                                      "Do what the comment says, then remove the comment."))));
    }
  }

  /** The history without what is new, executed; its catalog is known where it matters. */
  private static ReplayedHistory older(
      History history, SchemaSources sources, NewRevisions.Parts parts, List<Revision> begun) {
    begun.clear();
    return sources.replayed(history, parts.older(), begun::add).withCatalog();
  }

  /**
   * @param begun the revisions that were executed so far, and the one that was refused
   */
  private void replay(
      History history,
      SchemaSources sources,
      BothSides sides,
      GitBase base,
      NewRevisions.Parts parts,
      Predicate<Revision> isNew,
      List<Revision> begun) {
    verdict.checked("replays", "the history replays from zero on an empty database");
    Catalog head;
    try {
      head =
          new BranchTrial(sources, history, input.levels(), input.production(), verdict)
              .head(sides.replayed(), parts.rest(), isNew, begun::add);
    } catch (ReplayException e) {
      Revision refused = begun.get(begun.size() - 1);
      verdict.found(refused(history, refused, e));
      notReached(history, base, parts, refused, isNew);
      return;
    }
    compare(history, sources, sides.stated(), head.schema());
    heldContracts(history, sources, head, isNew);
    merges(history, sources, isNew);
    AfterMerge.check(sources, history, base, verdict);
  }

  private void notReached(
      History history,
      GitBase base,
      NewRevisions.Parts parts,
      Revision refused,
      Predicate<Revision> isNew) {
    List<Revision> all = new ArrayList<>(parts.older());
    all.addAll(parts.rest());
    List<Revision> later = all.subList(all.indexOf(refused) + 1, all.size());
    NotReached.files(List.of("replays"), shown(history, later), verdict);
    List<String> ofNew = new ArrayList<>(List.of("lint", RoundTrip.RULE, SurvivingRows.SURVIVE));
    if (parts.older().contains(refused) && input.levels().wants(DeployRoleRule.ID)) {
      ofNew.add(DeployRoleRule.ID);
    }
    NotReached.files(ofNew, shown(history, later.stream().filter(isNew).toList()), verdict);
    List<String> ofAll = new ArrayList<>(List.of("no-change-without-migration", LockCheck.RULE));
    if (!base.gained().isEmpty()) {
      ofAll.add(AfterMerge.RULE);
    }
    if (BothOrders.differ(history)) {
      ofAll.add("held-contract");
    }
    if (all.stream().anyMatch(revision -> isNew.test(revision) && revision.parents().size() > 1)) {
      ofAll.add("merge-order");
    }
    NotReached.checks(ofAll, verdict);
  }

  private List<String> shown(History history, List<Revision> revisions) {
    return revisions.stream().map(revision -> project.show(history.file(revision).path())).toList();
  }

  private void compare(History history, SchemaSources sources, DesiredState stated, Schema head) {
    verdict.checked(
        "no-change-without-migration", "the entities and the history make the same schema");
    Equivalence equivalence = sources.equivalence();
    Resolution resolution =
        Intent.resolve(
            stated.desired(),
            head,
            history.lock(),
            history.accepted(),
            Answers.NONE,
            project.filters(),
            equivalence,
            Renamer.TEXTUAL);
    resolution
        .unmatched()
        .forEach(
            pattern ->
                verdict.notChecked(
                    "no-change-without-migration",
                    "The filter '" + pattern + "' matches nothing."));
    for (Question question : resolution.questions()) {
      verdict.found(
          Finding.error(
              "no-change-without-migration",
              null,
              0,
              question.from()
                  + (question.isMove() ? " was moved or dropped" : " was renamed or dropped"),
              WRITE));
    }
    for (Change change : resolution.changes(equivalence)) {
      verdict.missing("no-change-without-migration", Drift.of(change).sql(), WRITE);
    }
    LockCheck.check(history, stated, head, resolution, equivalence, verdict);
  }

  private void heldContracts(
      History history, SchemaSources sources, Catalog head, Predicate<Revision> isNew) {
    if (!BothOrders.differ(history)) {
      return;
    }
    verdict.checked(
        "held-contract",
        "a held contract revision blocks nothing: both orders make the same schema");
    for (BothOrders.Fault fault : BothOrders.faults(sources, history, head, isNew)) {
      verdict.found(
          Finding.error(
              "held-contract",
              history.files().get(fault.revision().id()),
              0,
              fault.inWords(),
              "Write into its header '-- depends-on: "
                  + fault.contract().id()
                  + "' (a database that still holds that revision then refuses this one), or"
                  + " change it so that both orders make the same schema"));
    }
  }

  private void merges(History history, SchemaSources sources, Predicate<Revision> isNew) {
    List<Revision> merges =
        history.graph().revisions().stream()
            .filter(revision -> revision.parents().size() > 1)
            .filter(isNew)
            .toList();
    if (merges.isEmpty()) {
      return;
    }
    verdict.checked("merge-order", "the branches of a merge make the same schema in any order");
    for (Revision merge : merges) {
      MergeOrders.fault(sources, history, merge)
          .ifPresent(
              fault ->
                  verdict.found(
                      Finding.error(
                          "merge-order",
                          history.files().get(merge.id()),
                          0,
                          "a database may have the branch of "
                              + fault.first().id()
                              + " ("
                              + fault.first().message()
                              + ") before it gets the others. Tried on a throw-away database, "
                              + fault.why(),
                          "If only you have one of the branches, put it on top of the other and"
                              + " adapt it: mvn migrate:rebase")));
    }
  }

  private static Finding refused(History history, Revision revision, ReplayException e) {
    return Finding.error(
        "replays",
        history.files().get(revision.id()),
        e.line(),
        e.fault(),
        Objects.requireNonNullElse(e.advice(), ""));
  }
}

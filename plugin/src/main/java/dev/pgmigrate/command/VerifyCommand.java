package dev.pgmigrate.command;

import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.change.Backfill;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.diff.Answers;
import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.diff.Intent;
import dev.pgmigrate.diff.Question;
import dev.pgmigrate.diff.Renamer;
import dev.pgmigrate.diff.Resolution;
import dev.pgmigrate.diff.SchemaComparator;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.revision.MigrationDirectoryException;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionFormatException;
import dev.pgmigrate.revision.RevisionGraphException;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.verify.Verdict;
import dev.pgmigrate.verify.VerdictBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Proves the history of migrations, without touching any database but throw-away ones. */
public final class VerifyCommand {
  private static final String WRITE = "Write it: mvn migrate:revision";

  private final Project project;
  private final VerdictBuilder verdict = new VerdictBuilder();

  private VerifyCommand(Project project) {
    this.project = project;
  }

  /** Runs all checks and gives all findings. */
  public static Verdict run(Project project) {
    return new VerifyCommand(project).run();
  }

  private Verdict run() {
    try (SchemaSources sources = new SchemaSources(project).begun()) {
      return run(sources);
    }
  }

  private Verdict run(SchemaSources sources) {
    History history;
    try {
      history = History.read(project);
    } catch (RevisionFormatException e) {
      verdict.found(Finding.error("readable-history", e.path(), e.line(), e.fault(), ""));
      return verdict.verdict(0);
    } catch (RevisionGraphException | MigrationDirectoryException | MigrationFailure e) {
      verdict.found(Finding.error("readable-history", null, 0, String.valueOf(e.getMessage()), ""));
      return verdict.verdict(0);
    }
    verdict.history(history.graph().revisions());
    verdict.checked("readable-history", "the revisions form a graph");
    oneHead(history);
    EditedHistory.check(project, history, null, verdict);
    nothingIsLeftToSay(history);
    List<Revision> begun = new ArrayList<>();
    try (BothSides sides = BothSides.of(sources, () -> older(history, sources, begun))) {
      StaleModel.requireSomething(project, sides.stated(), history);
      replay(history, sources, sides, begun);
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
    verdict.checked("todo-left", "no backfill waits for its value and no cast for its expression");
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
                                      "a person must write what the generator cannot know",
                                      "Write it, and remove the comment '" + todo + "'."))));
    }
  }

  /** The history up to the newest revision, executed; its catalog is known where it matters. */
  private static ReplayedHistory older(
      History history, SchemaSources sources, List<Revision> begun) {
    begun.clear();
    List<Revision> revisions = history.graph().revisions();
    List<Revision> older = revisions.subList(0, Math.max(0, revisions.size() - 1));
    ReplayedHistory replayed = sources.replayed(history, older, begun::add);
    boolean goesBack = older.size() < revisions.size() && goesBack(revisions.get(older.size()));
    return goesBack ? replayed.withCatalog() : replayed;
  }

  /**
   * @param begun the revisions that were executed so far, and the one that was refused
   */
  private void replay(
      History history, SchemaSources sources, BothSides sides, List<Revision> begun) {
    List<Revision> revisions = history.graph().revisions();
    verdict.checked("replays", "the history replays from zero on an empty database");
    Schema before = Schema.EMPTY;
    ReplayedHistory replayed;
    try {
      replayed = sides.replayed();
      for (Revision newest : revisions.subList(replayed.revisions().size(), revisions.size())) {
        before = goesBack(newest) ? replayed.read().schema() : before;
        replayed.up(List.of(newest), begun::add);
      }
    } catch (ReplayException e) {
      verdict.found(finding("replays", history, begun.get(begun.size() - 1), e));
      return;
    }
    Catalog catalog = replayed.read();
    Schema head = catalog.schema();
    compare(history, sources, sides.stated(), head);
    heldContracts(history, sources, catalog);
    merges(history, sources);
    if (!revisions.isEmpty()) {
      downAndUp(history, sources, replayed, before, head, revisions.get(revisions.size() - 1));
    }
  }

  private void compare(History history, SchemaSources sources, Stated stated, Schema head) {
    verdict.checked("no-change-without-migration", "the entities and the history say the same");
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
      String sql = Drift.of(change).sql();
      verdict.missing(sql);
      verdict.found(
          Finding.error("no-change-without-migration", null, 0, sql + " has no migration", WRITE));
    }
  }

  private void heldContracts(History history, SchemaSources sources, Catalog head) {
    if (!BothOrders.differ(history)) {
      return;
    }
    verdict.checked(
        "held-contract", "a held contract revision blocks nothing: both orders make the same");
    for (BothOrders.Fault fault :
        BothOrders.faults(sources, history, head, NewRevisions.of(project, history, null))) {
      verdict.found(
          Finding.error(
              "held-contract",
              history.files().get(fault.revision().id()),
              0,
              fault.inWords(),
              "Write into its header '-- depends-on: "
                  + fault.contract().id()
                  + "' (a database that still holds that one then refuses this one), or change it so"
                  + " that the order makes no difference"));
    }
  }

  private void merges(History history, SchemaSources sources) {
    Predicate<Revision> isNew = NewRevisions.of(project, history, null);
    List<Revision> merges =
        history.graph().revisions().stream()
            .filter(revision -> revision.parents().size() > 1)
            .filter(isNew)
            .toList();
    if (merges.isEmpty()) {
      return;
    }
    verdict.checked("merge-order", "the branches of a merge may come in any order");
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
                          "While one branch is yours alone, put it on top of the other and"
                              + " adapt it: mvn migrate:rebase")));
    }
  }

  private void downAndUp(
      History history,
      SchemaSources sources,
      ReplayedHistory replayed,
      Schema before,
      Schema head,
      Revision newest) {
    if (newest.irreversible() != null) {
      verdict.notChecked("goes-down-and-up", "The newest revision is irreversible.");
      return;
    }
    if (newest.down().isEmpty() && !newest.up().isEmpty()) {
      verdict.notChecked("goes-down-and-up", "The newest revision has no migrate:down block.");
      return;
    }
    verdict.checked("goes-down-and-up", "the newest revision goes down and up again");
    try {
      replayed.down(newest);
      Catalog below = replayed.read();
      report(history, newest, sources, below.schema(), before, "down does not lead back");
      replayed.up(List.of(newest));
      Catalog again = replayed.read();
      report(history, newest, sources, again.schema(), head, "up after down leads elsewhere");
    } catch (ReplayException e) {
      verdict.found(finding("goes-down-and-up", history, newest, e));
    }
  }

  private void report(
      History history,
      Revision revision,
      SchemaSources sources,
      Schema found,
      Schema expected,
      String what) {
    for (Change change : SchemaComparator.compare(found, expected, sources.equivalence())) {
      verdict.found(
          Finding.error(
              "goes-down-and-up",
              history.files().get(revision.id()),
              0,
              what + ": missing is " + Drift.of(change).sql(),
              "Write the down steps so that they take back what the up steps do, or declare the"
                  + " revision irreversible."));
    }
  }

  private static boolean goesBack(Revision revision) {
    return revision.irreversible() == null
        && (revision.up().isEmpty() || !revision.down().isEmpty());
  }

  private static Finding finding(
      String check, History history, Revision revision, ReplayException e) {
    return Finding.error(check, history.files().get(revision.id()), e.line(), e.fault(), "");
  }
}

package dev.pgmigrate.command;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.config.Origin;
import dev.pgmigrate.draft.Placement;
import dev.pgmigrate.draft.WarningLevels;
import dev.pgmigrate.intent.ModelLock;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.project.Decision;
import dev.pgmigrate.project.GitBase;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.JournalledDatabase;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.ReplayedHistory;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.project.TargetDatabase;
import dev.pgmigrate.revision.MigrationDirectory;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionGraph;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.DevelopmentDatabase;
import dev.pgmigrate.shadow.ReplayException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the newest revision again, if neither a configured database nor Git's base branch has it.
 * Revisions that one run wrote (expand and contract, the parts of a split) are replaced together.
 */
public final class AmendCommand {
  /**
   * The input.
   *
   * @param revision as for a new revision; its message is null to keep the old one; its place's
   *     head is the revision to replace if there are several heads
   * @param base Git's base branch; null for the remote's default
   */
  public record Input(RevisionCommand.Input revision, @Nullable String base, Progress progress) {}

  /**
   * The result.
   *
   * @param revision the written revision
   * @param replaced the replaced revisions, oldest first; empty while a question is open
   * @param kept where the replaced files are now
   * @param takenBack the revisions that were taken back in the development database, in order
   * @param notChecked why nobody knows whether others have the revision
   */
  public record Result(
      RevisionCommand.Result revision,
      List<MigrationFile> replaced,
      List<Path> kept,
      List<Revision> takenBack,
      List<String> notChecked) {
    public Result {
      replaced = List.copyOf(replaced);
      kept = List.copyOf(kept);
      takenBack = List.copyOf(takenBack);
      notChecked = List.copyOf(notChecked);
    }
  }

  private final Input input;
  private final Project project;
  private final History history;
  private final List<Revision> old;
  private final List<Path> kept = new ArrayList<>();
  private final List<Revision> takenBack = new ArrayList<>();
  private final List<String> notChecked = new ArrayList<>();

  private AmendCommand(Input input) {
    this.input = input;
    this.project = input.revision().project();
    this.history = History.read(project);
    this.old = writtenTogether(history.graph(), head());
  }

  /**
   * Replaces the revision, unless a question is open.
   *
   * @throws MigrationException if somebody else has it, or there is nothing to write instead
   */
  public static Result run(Input input) {
    return run(input, WarningLevels.NONE);
  }

  /**
   * The same with the project's levels of warnings.
   *
   * @throws MigrationException also for a warning whose level is error
   */
  public static Result run(Input input, WarningLevels levels) {
    return new AmendCommand(input).run(levels);
  }

  private Result run(WarningLevels levels) {
    refuseMerged();
    refuseAppliedElsewhere();
    RevisionCommand.Result written =
        RevisionCommand.run(again(), this::without, levels, this::putInItsPlace);
    if (kept.isEmpty() && written.questions().isEmpty()) {
      throw new MigrationException(
          "Without "
              + named(old)
              + " the history and the entities agree: there is nothing to replace it with,"
              + " and nothing was changed.",
          "If you no longer want it, take it back where it is applied (mvn"
              + " migrate:downgrade) and delete "
              + old.stream().map(history::describe).collect(Collectors.joining(", ")));
    }
    List<MigrationFile> replaced =
        kept.isEmpty() ? List.of() : old.stream().map(history::file).toList();
    return new Result(written, replaced, kept, takenBack, notChecked);
  }

  /** The newest revision, or the named one of several. */
  private Revision head() {
    RevisionGraph graph = history.graph();
    if (graph.heads().isEmpty()) {
      throw new MigrationException("There is no revision yet, so there is none to replace.");
    }
    String named = input.revision().place().head();
    Revision head = graph.resolve(named == null ? "head" : named);
    Set<String> above = graph.descent(head);
    if (above.size() > 1) {
      throw new MigrationException(
          named(List.of(head))
              + " is not the newest: "
              + graph.revisions().stream()
                  .filter(r -> above.contains(r.id()) && !r.equals(head))
                  .map(r -> r.id() + " (" + r.message() + ")")
                  .collect(Collectors.joining(", "))
              + " depend on it.",
          "Write a new revision.");
    }
    if (!head.replaces().isEmpty()) {
      throw new MigrationException(
          named(List.of(head))
              + " replaces the revisions that were squashed into it; it is not generated"
              + " from the entities.",
          "Write a new revision.");
    }
    if (head.parents().size() > 1) {
      throw new MigrationException(
          named(List.of(head)) + " joins several branches; it is not generated from the entities.",
          "Delete it and join them again: mvn migrate:merge");
    }
    return head;
  }

  /** The head and the ones before it that the same run wrote, oldest first. */
  private static List<Revision> writtenTogether(RevisionGraph graph, Revision head) {
    List<Revision> together = new ArrayList<>(List.of(head));
    while (together.get(0).parents().size() == 1) {
      Revision before = graph.resolve(together.get(0).parents().get(0));
      if (!before.created().equals(head.created())
          || before.parents().size() > 1
          || !before.replaces().isEmpty()
          || graph.descent(before).size() > together.size() + 1) {
        break;
      }
      together.add(0, before);
    }
    return together;
  }

  private void refuseMerged() {
    GitBase base = GitBase.of(project, input.base());
    if (base.branch().isEmpty()) {
      notChecked.add(base.unknown());
    }
    for (Revision each : old) {
      if (base.has(history.file(each))) {
        throw new MigrationException(
            named(List.of(each))
                + " is merged: "
                + base.branch().orElseThrow()
                + " has "
                + history.describe(each)
                + ". Others may have applied it.",
            "Write a new revision.");
      }
    }
  }

  private void refuseAppliedElsewhere() {
    DatabaseConfig configured = project.target().configured();
    if (configured == null) {
      return;
    }
    try (TargetDatabase target = TargetDatabase.open(project)) {
      List<Revision> there = present(new JournalledDatabase(project, target).state(history));
      if (!there.isEmpty()) {
        throw new MigrationException(
            named(there) + " is applied in " + target.description() + ".",
            "If only you use that database, take it back there first: mvn"
                + " migrate:downgrade -Dmigrate.target="
                + (old.get(0).parents().isEmpty() ? "base" : old.get(0).parents().get(0))
                + ". Otherwise write a new revision.");
      }
    } catch (DatabaseException e) {
      // Nobody named this database for migrating.
      if (configured.origin() != Origin.APPLICATION) {
        throw e;
      }
      notChecked.add(
          "Whether " + configured.describe() + " has it was not checked: " + e.getMessage());
    }
  }

  private List<Revision> present(AppliedState state) {
    return old.stream()
        .filter(r -> state.find(r.id()).filter(AppliedRevision::present).isPresent())
        .toList();
  }

  /** As asked, where the old one was. */
  private RevisionCommand.Input again() {
    RevisionCommand.Input asked = input.revision();
    Revision first = old.get(0);
    List<String> labels = asked.place().labels();
    List<String> dependsOn = asked.place().dependsOn();
    return new RevisionCommand.Input(
        project,
        asked.message() == null || asked.message().isBlank() ? message() : asked.message(),
        asked.empty(),
        new Placement(
            first.parents().isEmpty() ? "base" : first.parents().get(0),
            labels.isEmpty() ? first.labels() : labels,
            dependsOn.isEmpty() ? first.dependsOn() : dependsOn),
        asked.currentIsDatabase(),
        asked.split(),
        asked.rename(),
        asked.drop(),
        asked.widen(),
        asked.now(),
        asked.random());
  }

  /** The old message, without what tells several that were written together apart. */
  private String message() {
    String message = old.get(0).message();
    return old.size() == 1
        ? message
        : message.replaceFirst(" \\((expand|contract|[0-9]+ of [0-9]+)\\)(: .*)?$", "");
  }

  /** The history as if it had never been written. */
  private History without() {
    Map<String, Path> files = new HashMap<>(history.files());
    old.forEach(each -> files.remove(each.id()));
    List<Revision> rest =
        history.graph().revisions().stream().filter(r -> !old.contains(r)).toList();
    return new History(
        project,
        RevisionGraph.of(rest),
        files,
        lockBefore(rest),
        history.locked(),
        history.accepted());
  }

  private ModelLock lockBefore(List<Revision> rest) {
    try (SchemaSources sources = new SchemaSources(project);
        ReplayedHistory replayed = sources.replayed(history, rest)) {
      Schema before = replayed.read().schema();
      Schema after = before;
      try {
        replayed.up(old);
        after = replayed.read().schema();
      } catch (ReplayException perhapsWhyItIsWrittenAnew) {
        // Then it removed nothing anywhere.
      }
      return history.lock().without(before, after);
    }
  }

  /** Once it is known what is written. */
  private void putInItsPlace(Map<String, String> files) {
    if (files.keySet().stream().noneMatch(name -> name.endsWith(".sql"))) {
      return;
    }
    if (DevelopmentDatabase.exists(project.work())) {
      takeBack();
    }
    kept.addAll(
        new MigrationDirectory(project.migrations())
            .replaceAll(
                old.stream().map(each -> history.file(each).path()).toList(),
                project.work().resolve("amended"),
                files));
  }

  private void takeBack() {
    Project embedded = project.withEmbeddedDatabase();
    try (TargetDatabase target = TargetDatabase.open(embedded)) {
      JournalledDatabase database = new JournalledDatabase(embedded, target);
      List<Revision> there = new ArrayList<>(present(database.state(history)));
      for (Revision each : there) {
        String why = each.irreversible();
        if (why != null || each.down().isEmpty()) {
          throw new MigrationException(
              named(List.of(each))
                  + " is applied in "
                  + target.description()
                  + " and there is no downgrade"
                  + (why == null ? "" : " (" + why + ")")
                  + ", so it is not replaced.",
              "Write a new revision. Or delete "
                  + project.show(project.work())
                  + " to start again with an empty database.");
        }
      }
      if (there.isEmpty()) {
        return;
      }
      Collections.reverse(there);
      input.progress().notice("Database: " + target.description());
      database.run(history, new TakenBack(history, database, there), input.progress());
      takenBack.addAll(there);
    }
  }

  /** What is done to the development database. */
  private record TakenBack(History history, JournalledDatabase database, List<Revision> revisions)
      implements Decision {
    @Override
    public String goal() {
      return "downgrade";
    }

    @Override
    public String options() {
      return "";
    }

    @Override
    public void check(AppliedState now) {
      database.refuseUnknown(now, history);
    }

    @Override
    public Worklist work(AppliedState state) {
      return Worklist.of(revisions.stream().map(r -> Task.down(history.file(r))).toList());
    }
  }

  private static String named(List<Revision> revisions) {
    return revisions.stream()
        .map(r -> "Revision " + r.id() + " (" + r.message() + ")")
        .collect(Collectors.joining(", "));
  }
}

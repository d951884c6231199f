package dev.pgmigrate.command;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.history.ScriptedTables;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.project.Ahead;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.JournalledDatabase;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.TargetDatabase;
import dev.pgmigrate.project.TouchedObjects;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionGraph;
import dev.pgmigrate.revision.RevisionId;
import dev.pgmigrate.run.OfflineScript;
import dev.pgmigrate.run.Preflight;
import dev.pgmigrate.sql.DefaultNamespace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a psql script that does the same as an upgrade, downgrade or stamp. */
public final class ScriptCommand {
  /** The goal whose script is written. */
  public enum Verb {
    UPGRADE,
    DOWNGRADE,
    STAMP
  }

  /**
   * The input.
   *
   * @param target as for the verb, from the state in the journal of the database; or {@code
   *     from:to}, which needs no database
   * @param contract whether contract revisions may be applied to a database in service
   * @param random the source of the name of the script's run
   */
  public record Input(
      Project project, Verb verb, String target, boolean contract, RandomGenerator random) {}

  /**
   * The result.
   *
   * @param database the description of the database; null for a range
   * @param revisions the revisions that the script applies, takes back or records, in order
   * @param held contract revisions that wait for {@code -Dmigrate.phase=contract}
   */
  public record Result(
      @Nullable String database, List<Revision> revisions, List<Revision> held, String sql) {
    public Result {
      revisions = List.copyOf(revisions);
      held = List.copyOf(held);
    }
  }

  private final Input input;
  private final History history;
  private final List<Revision> held = new ArrayList<>();

  private ScriptCommand(Input input) {
    this.input = input;
    this.history = History.read(input.project());
  }

  /**
   * Reads the journal, unless the target is a range; writes to no database.
   *
   * @throws MigrationException if the goal itself would refuse
   */
  public static Result run(Input input) {
    return new ScriptCommand(input).run();
  }

  private Result run() {
    int colon = input.target().indexOf(':');
    if (colon >= 0) {
      AppliedState from = assumed(input.target().substring(0, colon));
      return script(null, from, work(null, from, input.target().substring(colon + 1)));
    }
    try (TargetDatabase target = TargetDatabase.open(input.project())) {
      JournalledDatabase database = new JournalledDatabase(input.project(), target);
      AppliedState state = database.state(history);
      Preflight.unedited(state, history.migrationFiles());
      if (input.verb() == Verb.UPGRADE) {
        Ahead.refuse(database, state, history);
        database.refuseUnadopted(state, history);
      } else {
        database.refuseUnknown(state, history);
      }
      return script(database, state, work(database, state, input.target()));
    }
  }

  private AppliedState assumed(String from) {
    RevisionGraph graph = history.graph();
    Set<String> applied =
        switch (from) {
          case "base" -> Set.of();
          case "heads" -> graph.revisions().stream().map(Revision::id).collect(Collectors.toSet());
          default -> graph.ancestry(graph.resolve(from));
        };
    return AppliedState.assumed(
        graph.revisions().stream().filter(r -> applied.contains(r.id())).toList());
  }

  private Worklist work(@Nullable JournalledDatabase database, AppliedState state, String to) {
    return switch (input.verb()) {
      case UPGRADE -> {
        boolean embedded = database != null && database.target().embedded();
        UpgradePlan plan = UpgradePlan.of(history, state, to, input.contract() || embedded);
        held.addAll(plan.held());
        yield plan.work();
      }
      case DOWNGRADE ->
          Worklist.of(
              history.graph().downgradePath(state.present(), to).stream()
                  .map(revision -> Task.down(history.file(revision)))
                  .toList());
      case STAMP -> {
        yield StampCommand.work(history, state, to);
      }
    };
  }

  private Result script(@Nullable JournalledDatabase database, AppliedState from, Worklist work) {
    List<Revision> revisions = work.tasks().stream().map(Task::revision).toList();
    Project project = input.project();
    String run = "script-" + RevisionId.random(input.random());
    OfflineScript script =
        new OfflineScript(
            new ScriptedTables(project.target().historySchema(), touched(database, work)),
            DefaultNamespace.name(),
            project.target().role(),
            project.target().limits(),
            run,
            JournalledDatabase.actor(null));
    String sql = revisions.isEmpty() ? "" : script.write(from, work, title(run, from, revisions));
    return new Result(
        database == null ? null : database.target().description(), revisions, held, sql);
  }

  /** What another journal of the database may protect. */
  private static Collection<String> touched(@Nullable JournalledDatabase database, Worklist work) {
    return database == null
        ? TouchedObjects.words(work.tasks())
        : TouchedObjects.of(work.tasks(), database.schemaWithOwners()).tableNames();
  }

  private List<String> title(String run, AppliedState from, List<Revision> revisions) {
    List<String> lines = new ArrayList<>();
    String verb = input.verb().name().toLowerCase(java.util.Locale.ROOT);
    lines.add(
        verb + " of " + revisions.size() + (revisions.size() == 1 ? " revision" : " revisions"));
    lines.add("");
    lines.add("psql -q -f <this file>");
    lines.add("");
    lines.add(
        "It starts from a database with "
            + (from.revisions().isEmpty()
                ? "no revision"
                : "the revisions "
                    + from.revisions().stream()
                        .map(AppliedRevision::id)
                        .collect(Collectors.joining(", ")))
            + ", and checks that.");
    lines.add(
        "After a failure the committed steps stay, and the journal has them. Write"
            + " it again for this");
    lines.add(
        "database, without a range; after a batch or a step outside a transaction that broke");
    lines.add(
        "off, only a run can continue: mvn migrate:"
            + verb
            + ". Either waits for the script's lease:");
    lines.add("mvn migrate:unlock -Dmigrate.unlock=" + run);
    return lines;
  }
}

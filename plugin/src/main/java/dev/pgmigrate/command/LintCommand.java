package dev.pgmigrate.command;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.shadow.Replay;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.verify.RollbackGrade;
import dev.pgmigrate.verify.Verdict;
import dev.pgmigrate.verify.VerdictBuilder;
import dev.pgmigrate.verify.VerifiedRevision;
import dev.pgmigrate.watch.Watcher;
import dev.pgmigrate.watch.WrittenRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Executes revisions, or scripts of another tool, on a throw-away database and judges what their
 * statements are seen to do there.
 */
public final class LintCommand {
  /**
   * What is asked for.
   *
   * @param all whether every revision is judged; else those that the branch of Git lacks that they
   *     are merged into
   * @param base that branch; with {@code script} the file or folder of SQL that makes what exists
   *     before it
   * @param script a file or folder of SQL of another tool, judged instead of revisions
   * @param levels what the project makes of the rules
   */
  public record Input(
      Project project,
      boolean all,
      @Nullable String base,
      @Nullable Path script,
      LintLevels levels) {}

  private final Input input;
  private final Project project;
  private final VerdictBuilder verdict = new VerdictBuilder();
  private final Map<WatchedRevision, Path> branch = new LinkedHashMap<>();
  private int total;

  private LintCommand(Input input) {
    this.input = input;
    this.project = input.project();
  }

  /**
   * Judges.
   *
   * @throws MigrationFailure when there is nothing to judge where it was asked for
   * @throws dev.pgmigrate.shadow.ReplayException when PostgreSQL refuses a statement of the SQL
   *     that makes what exists before a script
   */
  public static Verdict run(Input input) {
    return new LintCommand(input).run();
  }

  private Verdict run() {
    Path script = input.script();
    try (SchemaSources sources = new SchemaSources(project);
        ShadowDatabase database = sources.shadow().create()) {
      if (script == null) {
        ReadableHistory.of(project, verdict).ifPresent(history -> revisions(history, database));
      } else {
        scripts(database, script);
      }
    }
    return verdict.verdict(total);
  }

  private void revisions(History history, ShadowDatabase database) {
    total = history.graph().revisions().size();
    Predicate<Revision> isNew =
        input.all() ? revision -> true : NewRevisions.of(project, history, input.base());
    NewRevisions.Parts parts = NewRevisions.Parts.of(history.graph().revisions(), isNew);
    List<Revision> rest = parts.rest();
    try {
      new Replay(database, history::describe).up(parts.older());
    } catch (ReplayException e) {
      verdict.found(refused(history, e));
      return;
    }
    try (Watcher watcher = watcher(database)) {
      for (Revision revision : rest) {
        String source = history.describe(revision);
        if (!isNew.test(revision)) {
          watcher.up(source, revision.up());
          continue;
        }
        List<WatchedStep> up = watcher.tried(source, revision.up());
        WatchedRevision watched = new WatchedRevision(revision, up, false);
        branch.put(watched, history.file(revision).path());
        if (watched.isRefused()) {
          notReached(revision.equals(rest.get(rest.size() - 1)));
          break;
        }
      }
      judge(watcher);
    }
  }

  /** What the judged revisions stand on does not stand itself. */
  private static Finding refused(History history, ReplayException e) {
    Path file =
        history.graph().revisions().stream()
            .filter(revision -> history.describe(revision).equals(e.source()))
            .map(revision -> history.file(revision).path())
            .findFirst()
            .orElse(null);
    return Finding.error("replays", file, e.line(), e.fault(), "");
  }

  private void scripts(ShadowDatabase database, Path path) {
    List<SqlScripts.Script> scripts = ordered(path);
    total = scripts.size();
    if (scripts.isEmpty()) {
      throw new MigrationFailure(path + " is no .sql file and holds none");
    }
    Replay replay = new Replay(database);
    for (SqlScripts.Script before : before(path)) {
      replay.script(project.show(before.path()), before.statements());
    }
    try (Watcher watcher = watcher(database)) {
      for (SqlScripts.Script script : scripts) {
        List<Step> steps = PlainScript.of(script).steps();
        Revision revision = revision(script.path(), steps);
        List<WatchedStep> up = watcher.tried(project.show(script.path()), steps);
        WatchedRevision watched = new WatchedRevision(revision, up, true);
        branch.put(watched, script.path());
        if (watched.isRefused()) {
          notReached(script.equals(scripts.get(scripts.size() - 1)));
          break;
        }
      }
      judge(watcher);
    }
  }

  private void notReached(boolean last) {
    if (!last) {
      verdict.notChecked("lint", "What follows the refused statement was not executed.");
    }
  }

  /** Of a folder that the script itself lies in: what comes before it. */
  private List<SqlScripts.Script> before(Path path) {
    String base = input.base();
    if (base == null) {
      return List.of();
    }
    Path there = project.root().resolve(base);
    if (!Files.exists(there)) {
      throw new MigrationFailure(
          "migrate.base is "
              + base
              + ", and there is no such file or folder. With migrate.script it names the SQL that"
              + " makes what exists before the script.");
    }
    return ordered(there).stream()
        .takeWhile(script -> !script.path().toAbsolutePath().equals(path.toAbsolutePath()))
        .toList();
  }

  private static List<SqlScripts.Script> ordered(Path path) {
    return SqlScripts.read(path).stream().sorted(PlainScript.ORDER).toList();
  }

  private static Revision revision(Path path, List<Step> steps) {
    return new Revision(
        "000000000000",
        path.getFileName().toString(),
        List.of(),
        List.of(),
        List.of(),
        Instant.EPOCH,
        Revision.Phase.EXPAND,
        null,
        Map.of(),
        steps,
        List.of());
  }

  private static Watcher watcher(ShadowDatabase database) {
    return new Watcher(database, WrittenRows::of);
  }

  private void judge(Watcher watcher) {
    new Judge(input.levels(), verdict).judge(branch, watcher.sources());
    branch.forEach(
        (watched, path) ->
            verdict.judged(
                new VerifiedRevision(
                    path,
                    watched,
                    null,
                    null,
                    new RollbackGrade(
                        RollbackGrade.Kind.UNKNOWN, List.of("lint tries no down steps")))));
  }
}

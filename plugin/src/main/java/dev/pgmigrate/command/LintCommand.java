package dev.pgmigrate.command;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.project.GitBase;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.project.SqlScripts;
import dev.pgmigrate.proof.Judge;
import dev.pgmigrate.proof.LintLevels;
import dev.pgmigrate.proof.LiveSizes;
import dev.pgmigrate.proof.NewRevisions;
import dev.pgmigrate.proof.NotReached;
import dev.pgmigrate.proof.ReadableHistory;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.shadow.Replay;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.verify.RollbackGrade;
import dev.pgmigrate.verify.Verdict;
import dev.pgmigrate.verify.VerdictBuilder;
import dev.pgmigrate.verify.VerifiedRevision;
import dev.pgmigrate.watch.Watcher;
import dev.pgmigrate.watch.WrittenRows;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Executes revisions, or scripts of another tool, on a throw-away database and checks what their
 * statements do against the rules.
 */
public final class LintCommand {
  /**
   * The input.
   *
   * @param all whether to check every revision; else those that Git's base branch lacks
   * @param base what exists before the checked SQL: Git's base branch, a JDBC URL, or a file or
   *     folder of SQL
   * @param script a file or folder of SQL of another tool, checked instead of revisions
   * @param levels the project's levels of the rules
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
  private final List<String> later = new ArrayList<>();
  private int total;

  private LintCommand(Input input) {
    this.input = input;
    this.project = input.project();
  }

  /**
   * Checks.
   *
   * @throws MigrationException if there is nothing to check although it was asked for
   * @throws dev.pgmigrate.shadow.ReplayException if PostgreSQL refuses a statement of the SQL that
   *     exists before a script
   */
  public static Verdict run(Input input) {
    return new LintCommand(input).run();
  }

  private Verdict run() {
    Path script = input.script();
    LintBase base = LintBase.of(project, input.base());
    if (script == null) {
      ReadableHistory.of(project, verdict).ifPresent(history -> revisions(history, base));
    } else {
      onDatabase(base, database -> scripts(database, base, script));
    }
    return verdict.verdict(total);
  }

  private void onDatabase(@Nullable LintBase base, Consumer<ShadowDatabase> work) {
    try (SchemaSources sources = new SchemaSources(project);
        ShadowDatabase database = (base == null ? sources : base.on(sources)).shadow().create()) {
      work.accept(database);
    }
  }

  private void revisions(History history, @Nullable LintBase base) {
    total = history.graph().revisions().size();
    Predicate<Revision> isNew = isNew(history, base);
    NewRevisions.Parts parts = NewRevisions.Parts.of(history.graph().revisions(), isNew);
    if (parts.rest().stream().anyMatch(isNew)) {
      onDatabase(base, database -> revisions(history, database, base, parts, isNew));
    }
  }

  private void revisions(
      History history,
      ShadowDatabase database,
      @Nullable LintBase base,
      NewRevisions.Parts parts,
      Predicate<Revision> isNew) {
    List<Revision> rest =
        base == null ? parts.rest() : parts.rest().stream().filter(isNew).toList();
    try {
      if (base == null) {
        new Replay(database, history::describe).up(parts.older());
      } else {
        base.make(new Replay(database));
      }
    } catch (ReplayException e) {
      verdict.found(refused(history, e));
      return;
    }
    try (Watcher watcher = watcher(database)) {
      int reached = 0;
      while (reached < rest.size() && executed(watcher, history, rest.get(reached), isNew)) {
        reached++;
      }
      rest.stream()
          .skip(reached + 1L)
          .filter(isNew)
          .map(revision -> project.show(history.file(revision).path()))
          .forEach(later::add);
      judge(watcher);
    }
  }

  /** Whether PostgreSQL accepts it; else the verdict has the refusal. */
  private boolean executed(
      Watcher watcher, History history, Revision revision, Predicate<Revision> isNew) {
    String source = history.describe(revision);
    if (isNew.test(revision)) {
      List<WatchedStep> up = watcher.tried(source, revision.up());
      WatchedRevision watched = new WatchedRevision(revision, up, false);
      branch.put(watched, history.file(revision).path());
      return !watched.isRefused();
    }
    try {
      watcher.up(source, revision.up());
      return true;
    } catch (ReplayException e) {
      verdict.found(refused(history, e));
      return false;
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
    return Finding.error(
        "replays", file, e.line(), e.fault(), Objects.requireNonNullElse(e.advice(), ""));
  }

  private void scripts(ShadowDatabase database, @Nullable LintBase base, Path path) {
    List<SqlScripts.Script> scripts = LintBase.ordered(path);
    total = scripts.size();
    if (scripts.isEmpty()) {
      throw new MigrationException(path + " is not a .sql file and contains none");
    }
    before(base, path).make(new Replay(database));
    try (Watcher watcher = watcher(database)) {
      for (SqlScripts.Script script : scripts) {
        ForeignScript plain = ForeignScript.of(script);
        if (plain.savepoint().isPresent()) {
          notWatched(script, plain.savepoint().get(), scripts);
          break;
        }
        List<Step> steps = plain.steps();
        Revision revision = revision(script.path(), steps);
        List<WatchedStep> up = watcher.triedInOneSession(project.show(script.path()), steps);
        WatchedRevision watched = new WatchedRevision(revision, up, true);
        branch.put(watched, script.path());
        if (watched.isRefused()) {
          later.addAll(after(script, scripts));
          break;
        }
      }
      judge(watcher);
    }
  }

  private void notWatched(
      SqlScripts.Script script, Statement savepoint, List<SqlScripts.Script> scripts) {
    List<String> following = after(script, scripts);
    verdict.notChecked(
        "lint",
        project.show(script.path())
            + ", line "
            + savepoint.line()
            + ": savepoints cannot be watched, so the script was not executed"
            + (following.isEmpty() ? "" : ", nor what follows it: " + String.join(", ", following))
            + ". Remove SAVEPOINT, RELEASE and ROLLBACK TO.");
  }

  private List<String> after(SqlScripts.Script script, List<SqlScripts.Script> scripts) {
    return scripts.stream()
        .skip(scripts.indexOf(script) + 1L)
        .map(other -> project.show(other.path()))
        .toList();
  }

  /** Which of them are judged: of a database that has a history, those that it lacks. */
  private Predicate<Revision> isNew(History history, @Nullable LintBase base) {
    if (input.all()) {
      return revision -> true;
    }
    return base != null && base.hasHistory()
        ? revision -> !base.has(revision)
        : NewRevisions.of(
            GitBase.of(project, base == null ? input.base() : null), history, verdict);
  }

  /** Of a folder that the script itself lies in: what comes before it. */
  private LintBase before(@Nullable LintBase base, Path path) {
    if (input.base() != null && base == null) {
      throw new MigrationException(
          "migrate.base is " + input.base() + ", and there is no such file or folder of SQL.",
          "With migrate.script it names what exists before the script: SQL, or a JDBC URL.");
    }
    if (base == null) {
      return new LintBase.Scripts(project, List.of());
    }
    return base instanceof LintBase.Scripts scripts ? scripts.before(path) : base;
  }

  private static Revision revision(Path path, List<Step> steps) {
    String name = path.getFileName().toString();
    return Revision.of("000000000000", name, List.of(), Instant.EPOCH).withSteps(steps, List.of());
  }

  private static Watcher watcher(ShadowDatabase database) {
    return new Watcher(database, WrittenRows::of);
  }

  private void judge(Watcher watcher) {
    NotReached.files(List.of("lint"), later, verdict);
    new Judge(input.levels(), verdict)
        .judge(
            branch, watcher.sources(), List.of(), LiveSizes.of(project, branch.keySet(), verdict));
    branch.forEach(
        (watched, path) ->
            verdict.judged(
                new VerifiedRevision(path, watched, null, null, RollbackGrade.NOT_ASKED)));
  }
}

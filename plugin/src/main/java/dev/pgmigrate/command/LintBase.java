package dev.pgmigrate.command;

import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.diff.SchemaComparator;
import dev.pgmigrate.plan.PlanMode;
import dev.pgmigrate.plan.Planner;
import dev.pgmigrate.project.JournalledDatabase;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.project.SqlScripts;
import dev.pgmigrate.project.TargetDatabase;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schema that exists before what lint judges: of a database, or of SQL files. */
sealed interface LintBase {
  /** Makes it on an empty throw-away database. */
  void make(Replay replay);

  /** Where that database comes from: of the same major version, if there is one. */
  default SchemaSources on(SchemaSources sources) {
    return sources;
  }

  /** Whether it knows which revisions it has. */
  default boolean hasHistory() {
    return false;
  }

  /** Whether it has this revision, or all that the revision replaces. */
  default boolean has(Revision revision) {
    return false;
  }

  /**
   * The base with this name: a JDBC URL, a {@code .sql} file or a folder of them. Null when it is
   * none of these: a branch of Git.
   */
  static @Nullable LintBase of(Project project, @Nullable String name) {
    if (name == null) {
      return null;
    }
    if (name.startsWith("jdbc:")) {
      return live(project.withDatabase(DatabaseConfig.of(name, null, null)));
    }
    List<SqlScripts.Script> scripts = ordered(project.root().resolve(name));
    return scripts.isEmpty() ? null : new Scripts(project, scripts);
  }

  private static LintBase live(Project project) {
    try (TargetDatabase target = TargetDatabase.open(project)) {
      JournalledDatabase database = new JournalledDatabase(project, target);
      return new Live(
          database.catalog(), new HashSet<>(database.state().present()), target.description());
    }
  }

  /** The scripts of a file or folder, in the order in which their tool executes them. */
  static List<SqlScripts.Script> ordered(Path path) {
    return Files.exists(path)
        ? SqlScripts.read(path).stream().sorted(ForeignScript.ORDER).toList()
        : List.of();
  }

  /**
   * What a database has: its catalog, written as SQL.
   *
   * @param name which database, for errors
   */
  record Live(Catalog catalog, Set<String> applied, String name) implements LintBase {
    @Override
    public void make(Replay replay) {
      Schema nothing = BaselineCommand.empty();
      Schema there = catalog.schema();
      replay.steps(
          "the schema of " + name,
          Planner.plan(
                  SchemaComparator.compare(nothing, there, Equivalence.TEXTUAL),
                  nothing,
                  there,
                  PlanMode.atOnce())
              .up());
    }

    @Override
    public boolean hasHistory() {
      return !applied.isEmpty();
    }

    @Override
    public boolean has(Revision revision) {
      boolean squashed = !revision.replaces().isEmpty() && applied.containsAll(revision.replaces());
      return squashed || applied.contains(revision.id());
    }

    @Override
    public SchemaSources on(SchemaSources sources) {
      return sources.onMajor(catalog.serverVersion() / 10_000);
    }
  }

  /** What these scripts make, executed as their tool executes them. */
  record Scripts(Project project, List<SqlScripts.Script> scripts) implements LintBase {
    @Override
    public void make(Replay replay) {
      scripts.forEach(
          script -> replay.steps(project.show(script.path()), ForeignScript.of(script).steps()));
    }

    /** Those that come before this one, or before this folder of them; all where it has none. */
    Scripts before(Path path) {
      Path judged = real(path);
      return new Scripts(
          project,
          scripts.stream().takeWhile(script -> !real(script.path()).startsWith(judged)).toList());
    }

    /** One file has one name here, whatever the way to it. */
    private static Path real(Path path) {
      try {
        return path.toRealPath();
      } catch (IOException e) {
        return path.toAbsolutePath().normalize();
      }
    }
  }
}

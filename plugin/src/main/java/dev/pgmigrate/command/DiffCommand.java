package dev.pgmigrate.command;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.catalog.NotCompared;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.diff.Sides;
import dev.pgmigrate.drift.OtherMajor;
import dev.pgmigrate.intent.Answers;
import dev.pgmigrate.intent.Filters;
import dev.pgmigrate.intent.NamedRenames;
import dev.pgmigrate.intent.Neighbours;
import dev.pgmigrate.intent.Notice;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.JdbcUrl;
import dev.pgmigrate.plan.Plan;
import dev.pgmigrate.plan.PlanMode;
import dev.pgmigrate.plan.Planner;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.project.DesiredState;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.project.TargetDatabase;
import dev.pgmigrate.run.PlainScript;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.thread.BackgroundTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The exact difference between any two descriptions of a database, as a script for psql. */
public final class DiffCommand {
  /**
   * The input.
   *
   * @param from the current side: {@code entities}, {@code history}, {@code database}, a JDBC URL,
   *     or a path to a .sql file or folder
   * @param to the wanted side, named likewise
   * @param rename renames: {@code account.phone:phone_number}; or null
   */
  public record Input(Project project, String from, String to, @Nullable String rename) {
    /** The same without renames. */
    public Input(Project project, String from, String to) {
      this(project, from, to, null);
    }

    /** A side may be a URL with a password. */
    @Override
    public String toString() {
      return "Input[" + shown(from) + ", " + shown(to) + "]";
    }
  }

  /**
   * The result.
   *
   * @param sql the lines of the script that leads from one to the other; empty if they are equal
   * @param notCompared objects of either side that are not compared
   * @param neighbours the tables of other tools that only a database has; they are ignored
   * @param leftOut omitted foreign keys, which reference excluded tables
   * @param unmatched patterns of the filters that match nothing
   * @param rename the option that renames where drops look like renames; empty if no drop does
   */
  public record Result(
      List<String> sql,
      List<Change> changes,
      List<Warning> warnings,
      List<NotCompared> notCompared,
      Neighbours neighbours,
      List<Notice> leftOut,
      List<String> unmatched,
      String rename) {
    public Result {
      sql = List.copyOf(sql);
      changes = List.copyOf(changes);
      warnings = List.copyOf(warnings);
      notCompared = List.copyOf(notCompared);
      leftOut = List.copyOf(leftOut);
      unmatched = List.copyOf(unmatched);
    }
  }

  private final Project project;

  /** Null where no side is the history. */
  private final @Nullable BackgroundTask<History> reading;

  private DiffCommand(Input input) {
    this.project = input.project();
    this.reading =
        sides(input).contains("history")
            ? BackgroundTask.start("migrate-revisions", () -> History.read(project))
            : null;
  }

  /** Where throw-away databases come from: what needs no database yet is done meanwhile. */
  private static SchemaSources sources(Input input) {
    SchemaSources sources = new SchemaSources(input.project());
    if (sides(input).stream().allMatch(DiffCommand::isLive)) {
      return sources;
    }
    // Which DDL Hibernate writes depends on the version of a live database.
    return sides(input).contains("entities") && sides(input).stream().noneMatch(DiffCommand::isLive)
        ? sources.begun()
        : sources.serverBegun();
  }

  private static List<String> sides(Input input) {
    return List.of(input.from(), input.to());
  }

  private static boolean isLive(String side) {
    return side.equals("database") || side.startsWith("jdbc:");
  }

  /** Compares; changes neither side. */
  public static Result run(Input input) {
    DiffCommand command = new DiffCommand(input);
    try {
      return command.compare(input);
    } finally {
      command.await();
    }
  }

  /** Whatever else fails, no thread reads on. */
  private void await() {
    if (reading != null) {
      reading.await();
    }
  }

  private static Features features(Catalog catalog) {
    return new Features(catalog.serverVersion() / 10_000);
  }

  private Result compare(Input input) {
    try (SchemaSources sources = sources(input)) {
      Optional<Catalog> liveTo = live(input.to());
      Optional<Catalog> liveFrom = live(input.from());
      // What a server prints is compared with what another one of its version prints.
      SchemaSources alike =
          liveFrom
              .or(() -> liveTo)
              .map(live -> sources.onMajor(live.serverVersion() / 10_000))
              .orElse(sources);
      Catalog to = liveTo.orElseGet(() -> read(input.to(), alike));
      Catalog from = liveFrom.orElseGet(() -> read(input.from(), alike));
      Filters filters = project.filters();
      Neighbours neighbours =
          Neighbours.between(
              liveFrom.map(Catalog::schema).orElse(Schema.EMPTY),
              to.schema(),
              liveTo.map(Catalog::schema).orElse(Schema.EMPTY),
              from.schema());
      Filters.Filtered filtered = neighbours.beside(filters).over(from.schema(), to.schema());
      NamedRenames compared =
          NamedRenames.compare(
              Answers.parse(input.rename(), null),
              from.schema(),
              filtered.schema(),
              new Sides(shown(input.from()), shown(input.to())),
              alike.equivalence());
      List<Change> changes = OtherMajor.of(from, to).beyond(compared.changes());
      Plan plan =
          Planner.plan(
              changes,
              compared.from(),
              filtered.schema(),
              new PlanMode(project.online(), features(from).and(features(to))));
      return new Result(
          changes.isEmpty() ? List.of() : script(input, plan.up()),
          changes,
          plan.warnings(),
          from.notComparedWith(to),
          neighbours,
          filtered.leftOut(),
          filters.unmatched(from.schema(), to.schema()),
          compared.option());
    }
  }

  /** The catalog of a side that is a database; empty: it is to be executed first. */
  private Optional<Catalog> live(String side) {
    if (side.equals("database")) {
      try (TargetDatabase target = TargetDatabase.open(project)) {
        return Optional.of(read(target.direct()));
      }
    }
    return side.startsWith("jdbc:")
        ? Optional.of(read(Database.of(side, null, null).heardBy(project.target().newer())))
        : Optional.empty();
  }

  private Catalog read(String side, SchemaSources sources) {
    return switch (side) {
      case "entities" -> entities(sources);
      case "history" -> {
        History history = Objects.requireNonNull(reading).get();
        yield sources.history(history, history.graph().revisions());
      }
      default -> other(side, sources);
    };
  }

  private static Catalog entities(SchemaSources sources) {
    DesiredState stated = sources.stated();
    if (stated.model().empty() && stated.schemaFiles() == 0) {
      throw new MigrationException(
          "There are neither entities nor schema files to compare.", "Compile first: mvn compile");
    }
    return stated.catalog();
  }

  private Catalog other(String side, SchemaSources sources) {
    Path module = project.work().resolve("../..").normalize();
    for (Path path : List.of(project.root().resolve(side), module.resolve(side))) {
      if (Files.exists(path)) {
        return sources.script(path);
      }
    }
    throw new MigrationException(
        "'"
            + JdbcUrl.of(side)
            + "' is neither entities, history or database, nor a JDBC URL"
            + " (jdbc:postgresql://host:5432/database), nor a .sql file or folder in "
            + project.root());
  }

  private Catalog read(Database database) {
    return TargetDatabase.catalog(database, project);
  }

  private static String shown(String side) {
    return side.startsWith("jdbc:") ? Database.of(side, null, null).describe() : side;
  }

  private static List<String> script(Input input, List<Step> steps) {
    String title = "from " + shown(input.from()) + " to " + shown(input.to());
    return PlainScript.write(title, DefaultNamespace.name(), steps);
  }
}

package dev.pgmigrate.command;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.artifact.ArtifactNotFoundException;
import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.catalog.NotCompared;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.config.ConfigException;
import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.diff.SchemaComparator;
import dev.pgmigrate.draft.Message;
import dev.pgmigrate.entity.EntityModelException;
import dev.pgmigrate.intent.Filters;
import dev.pgmigrate.intent.Neighbours;
import dev.pgmigrate.intent.Notice;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.plan.Plan;
import dev.pgmigrate.plan.PlanMode;
import dev.pgmigrate.plan.Planner;
import dev.pgmigrate.project.Decision;
import dev.pgmigrate.project.DefaultSchema;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.JournalledDatabase;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.RecordedVersion;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.project.TargetDatabase;
import dev.pgmigrate.revision.MigrationDirectory;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionId;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Namespace;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.UnseenCharacters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Adopts a database with tables and without a history: the tables become the first revision, which
 * is recorded as applied.
 */
public final class BaselineCommand {
  /**
   * The input.
   *
   * @param message the message of the first revision
   */
  public record Input(
      Project project, String message, Instant now, RandomGenerator random, Progress progress) {}

  /**
   * The result.
   *
   * @param written the file of the first revision
   * @param tables how many tables are in it
   * @param notCompared objects that the database has and the revision has not
   * @param neighbours objects of other tools and administrators in the database
   * @param leftOut omitted foreign keys, which reference excluded tables
   * @param unmatched patterns of the filters that match nothing
   */
  public record Result(
      String database,
      Path written,
      Revision revision,
      int tables,
      List<NotCompared> notCompared,
      Neighbours neighbours,
      List<Notice> leftOut,
      List<String> unmatched) {
    public Result {
      notCompared = List.copyOf(notCompared);
      leftOut = List.copyOf(leftOut);
      unmatched = List.copyOf(unmatched);
    }
  }

  private static final String THERE_BEFORE =
      "its tables existed before it; mvn migrate:stamp -Dmigrate.target=base only"
          + " removes it from the journal";

  private BaselineCommand() {}

  /**
   * Writes the first revision and records it as applied.
   *
   * @throws MigrationException if there are revisions already, or no table
   */
  public static Result run(Input input) {
    Project project = RecordedVersion.chosen(input.project());
    History history = History.read(project);
    if (!history.graph().revisions().isEmpty()) {
      throw new MigrationException(
          "There are already revisions in " + project.show(project.migrations()) + ".",
          "If they made this database, record that: mvn migrate:stamp");
    }
    try (TargetDatabase target = TargetDatabase.openForWriting(project, "baseline")) {
      input.progress().notice("Database: " + target.description());
      JournalledDatabase journalled = new JournalledDatabase(project, target);
      refuseHistory(journalled.state());
      refuseProtected(journalled);
      journalled.noticeAdoption(history, input.progress());
      Catalog catalog = TargetDatabase.catalog(target.database(), project);
      Neighbours neighbours = neighbours(project, catalog.schema(), input.progress());
      Filters.Filtered adopts =
          neighbours
              .beside(project.filters())
              .over(empty(), journalled.defaultPrivileges().without(catalog.schema()));
      if (adopts.schema().tables().isEmpty()) {
        throw new MigrationException(
            "The database has no table to adopt.", "Start with mvn migrate:revision");
      }
      Revision revision = revision(input, project, adopts.schema());
      MigrationDirectory directory = new MigrationDirectory(project.migrations());
      Path written = directory.write(revision);
      History adopted = History.read(project);
      Worklist work = new Worklist(List.of(Task.up(adopted.file(revision))), true, revision.id());
      try {
        journalled.run(adopted, new Decided(work), input.progress());
      } catch (RuntimeException e) {
        takeBack(written, revision, journalled, e);
        throw e;
      }
      directory.writeAll(RecordedVersion.toWrite(project));
      directory.writeAll(DefaultSchema.toWrite(project));
      return new Result(
          target.description(),
          written,
          revision,
          adopts.schema().tables().size(),
          catalog.notCompared(),
          neighbours,
          adopts.leftOut(),
          project.filters().unmatched(catalog.schema(), empty()));
    }
  }

  /** The entities and schema files are asked only where a table may be another tool's. */
  private static Neighbours neighbours(Project project, Schema live, Progress progress) {
    Neighbours found = Neighbours.ofUnadopted(live, Schema.EMPTY);
    if (found.byOwner().isEmpty()) {
      return found;
    }
    try (SchemaSources sources = new SchemaSources(project)) {
      return Neighbours.ofUnadopted(live, sources.stated().catalog().schema());
    } catch (EntityModelException
        | ConfigException
        | ArtifactNotFoundException
        | ReplayException e) {
      progress.notice(
          "The entities or schema files cannot all be read: "
              + e.getMessage()
              + "\nA table that looks like another tool's is adopted only if the schema"
              + " files declare it.");
    }
    try (SchemaSources sources = new SchemaSources(project.withEntities(null, Set.of()))) {
      return Neighbours.ofUnadopted(live, sources.stated().catalog().schema());
    } catch (ReplayException e) {
      return found; // The schema files need what the entities state.
    }
  }

  /** Without its row the file would be in the way of the next baseline. */
  private static void takeBack(
      Path written, Revision revision, JournalledDatabase journalled, RuntimeException because) {
    try {
      if (journalled.state().find(revision.id()).isEmpty()) {
        Files.deleteIfExists(written);
      }
    } catch (IOException | RuntimeException e) {
      because.addSuppressed(e);
    }
  }

  private record Decided(Worklist work) implements Decision {
    @Override
    public String goal() {
      return "baseline";
    }

    @Override
    public String options() {
      return "";
    }

    /** Another run may have begun the history since. */
    @Override
    public void check(AppliedState now) {
      refuseHistory(now);
    }

    @Override
    public Worklist work(AppliedState state) {
      return work;
    }
  }

  /** Nobody can approve beforehand what the revision's file will be. */
  private static void refuseProtected(JournalledDatabase database) {
    if (!database.protection().isEmpty()) {
      String name = database.identity().name();
      throw new MigrationException(
          "Database \"" + name + "\" is protected.",
          "Adopt it without the protection: mvn migrate:protect -Dmigrate.unprotect="
              + name
              + ", mvn migrate:baseline, mvn migrate:protect");
    }
  }

  private static void refuseHistory(AppliedState state) {
    if (!state.revisions().isEmpty()) {
      throw new MigrationException(
          "The database already has a history.", "To see it: mvn migrate:history");
    }
  }

  /** The default schema is there before the first revision. */
  static Schema empty() {
    List<Namespace> namespaces = new ArrayList<>(Schema.EMPTY.namespaces());
    if (!DefaultNamespace.is(DefaultNamespace.USUAL)) {
      namespaces.add(new Namespace(DefaultNamespace.name(), null, Access.DEFAULT));
    }
    return Schema.EMPTY.withNamespaces(namespaces);
  }

  private static Revision revision(Input input, Project project, Schema schema) {
    List<Change> changes;
    try (SchemaSources sources = new SchemaSources(project)) {
      changes = SchemaComparator.compare(empty(), schema, sources.equivalence());
    }
    Plan plan =
        Planner.plan(
            changes,
            empty(),
            schema,
            PlanMode.online(new Features(RecordedVersion.major(project))));
    // To take it back would drop everything that the database held before.
    return Revision.of(
            RevisionId.random(input.random()),
            Message.of(input.message()),
            List.of(),
            input.now().truncatedTo(ChronoUnit.SECONDS))
        .withIrreversible(THERE_BEFORE)
        .withAllow(allowed(plan))
        .withSteps(plan.up(), List.of());
  }

  /** What the adopted database holds cannot be taken out of it. */
  private static Map<String, String> allowed(Plan plan) {
    return plan.up().stream()
            .flatMap(step -> step.statements().stream())
            .anyMatch(statement -> UnseenCharacters.direction(statement.sql()).isPresent())
        ? Map.of(UnseenCharacters.TEXT_DIRECTION, "the adopted database has it")
        : Map.of();
  }
}

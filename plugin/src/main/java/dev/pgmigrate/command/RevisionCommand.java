package dev.pgmigrate.command;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.catalog.NotCompared;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateTable;
import dev.pgmigrate.change.DataStatement;
import dev.pgmigrate.change.DropColumn;
import dev.pgmigrate.change.DropTable;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.diff.SchemaComparator;
import dev.pgmigrate.draft.Drafts;
import dev.pgmigrate.draft.EntityColumns;
import dev.pgmigrate.draft.EntityKinds;
import dev.pgmigrate.draft.InitialValues;
import dev.pgmigrate.draft.InitializerWarnings;
import dev.pgmigrate.draft.JavaConversions;
import dev.pgmigrate.draft.Message;
import dev.pgmigrate.draft.Numbers;
import dev.pgmigrate.draft.Placement;
import dev.pgmigrate.draft.RowsInTheWay;
import dev.pgmigrate.draft.ValidationWarnings;
import dev.pgmigrate.draft.WarningLevels;
import dev.pgmigrate.drift.BothSides;
import dev.pgmigrate.drift.LiveComparison;
import dev.pgmigrate.entity.MappedTable;
import dev.pgmigrate.expand.ExpandContract;
import dev.pgmigrate.expand.MovedColumns;
import dev.pgmigrate.expand.MovedRows;
import dev.pgmigrate.expand.Widening;
import dev.pgmigrate.intent.Answers;
import dev.pgmigrate.intent.Filters;
import dev.pgmigrate.intent.Intent;
import dev.pgmigrate.intent.ModelLock;
import dev.pgmigrate.intent.Move;
import dev.pgmigrate.intent.Neighbours;
import dev.pgmigrate.intent.Notice;
import dev.pgmigrate.intent.NumberSources;
import dev.pgmigrate.intent.Question;
import dev.pgmigrate.intent.Renamer;
import dev.pgmigrate.intent.Resolution;
import dev.pgmigrate.plan.ChangeGroups;
import dev.pgmigrate.plan.Plan;
import dev.pgmigrate.plan.PlanMode;
import dev.pgmigrate.plan.Planner;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.project.DefaultSchema;
import dev.pgmigrate.project.DesiredState;
import dev.pgmigrate.project.GitBase;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.RecordedVersion;
import dev.pgmigrate.project.ReplayedHistory;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.project.StaleModel;
import dev.pgmigrate.project.StepPolicies;
import dev.pgmigrate.proof.HeldProof;
import dev.pgmigrate.revision.MigrationDirectory;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.schema.AspectKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Token;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the next revision, which leads from the history (or the live database) to what the project
 * states now.
 */
public final class RevisionCommand {
  /**
   * The input.
   *
   * @param message the message of the revision; null is allowed if nothing has to be written
   * @param empty whether to write a revision without statements, to fill by hand
   * @param place its place in the graph
   * @param currentIsDatabase whether to compare with the live database instead of the history
   * @param split whether to write one revision for each group of unrelated changes
   * @param rename answers: {@code table.column:new,old_table:new_table}
   * @param drop answers: {@code table.column,table}
   * @param widen columns that get a wider type with a second column: {@code table.column}
   * @param now the instant of creation
   * @param random the source of the id
   */
  public record Input(
      Project project,
      @Nullable String message,
      boolean empty,
      Placement place,
      boolean currentIsDatabase,
      boolean split,
      @Nullable String rename,
      @Nullable String drop,
      @Nullable String widen,
      Instant now,
      RandomGenerator random) {
    Input with(Project other) {
      return new Input(
          other, message, empty, place, currentIsDatabase, split, rename, drop, widen, now, random);
    }
  }

  /**
   * The result.
   *
   * @param files the written revisions, in their order; none if there was nothing to write, or a
   *     question is open
   * @param comparedWith {@code history}, or {@code database}
   * @param changes the changes, in no particular order
   * @param questions open questions (rename or drop?); while there is one, nothing is written
   * @param rows the number of rows in the configured database that each warning is about; empty
   *     without a database
   * @param policies the row level security of tables in the configured database that the revision
   *     uses
   * @param unmatched patterns of the filters that match nothing
   * @param live the comparison with the live database; null without a configured one
   * @param remaining differences that remain after the revision was executed on a throw-away
   *     database; normally empty
   */
  public record Result(
      List<MigrationFile> files,
      String comparedWith,
      List<Change> changes,
      List<Warning> warnings,
      List<RowsInTheWay> rows,
      List<StepPolicies> policies,
      List<Notice> notices,
      List<Question> questions,
      List<NotCompared> notCompared,
      List<String> modelWarnings,
      List<String> modelNotes,
      List<String> unmatched,
      @Nullable LiveComparison live,
      List<Change> remaining) {
    public Result {
      files = List.copyOf(files);
      unmatched = List.copyOf(unmatched);
      changes = List.copyOf(changes);
      warnings = List.copyOf(warnings);
      rows = List.copyOf(rows);
      policies = List.copyOf(policies);
      notices = List.copyOf(notices);
      questions = List.copyOf(questions);
      notCompared = List.copyOf(notCompared);
      modelWarnings = List.copyOf(modelWarnings);
      modelNotes = List.copyOf(modelNotes);
      remaining = List.copyOf(remaining);
    }

    /** The file of the revision, the last if there are several; null if nothing was written. */
    public @Nullable Path written() {
      return files.isEmpty() ? null : files.get(files.size() - 1).path();
    }

    /** The revision in that file. */
    public @Nullable Revision revision() {
      return files.isEmpty() ? null : files.get(files.size() - 1).revision();
    }
  }

  private static final int MOST_NAMED = 3;

  private final Input input;
  private final Project project;
  private final History history;
  private final WarningLevels levels;
  private final Consumer<Map<String, String>> writing;

  private RevisionCommand(
      Input input, History history, WarningLevels levels, Consumer<Map<String, String>> writing) {
    this.input = input;
    this.project = input.project();
    this.history = history;
    this.levels = levels;
    this.writing = writing;
  }

  /**
   * Compares, and writes the revision unless there is nothing to write or a question is open.
   *
   * @throws MigrationException if the project's state allows no new revision
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
    Project project = input.project();
    return run(
        input,
        () -> History.read(project),
        levels,
        new MigrationDirectory(project.migrations())::writeAll);
  }

  /**
   * The same without writing anything.
   *
   * @param texts gets the files that would be written, name to text
   */
  public static Result dryRun(
      Input input, WarningLevels levels, Consumer<Map<String, String>> texts) {
    return run(input, () -> History.read(input.project()), levels, texts);
  }

  /**
   * The same on top of a history that may differ from the folder's.
   *
   * @param past reads the history while Hibernate reads the entities
   * @param writing writes the files, name to text, all or none
   */
  static Result run(
      Input input,
      Supplier<History> past,
      WarningLevels levels,
      Consumer<Map<String, String>> writing) {
    if (input.empty()) {
      return new RevisionCommand(input, past.get(), levels, writing).writeEmpty();
    }
    Input onVersion = input.with(RecordedVersion.chosen(input.project()));
    try (SchemaSources sources = new SchemaSources(onVersion.project()).begun()) {
      return new RevisionCommand(onVersion, past.get(), levels, writing).compare(sources);
    }
  }

  private Result writeEmpty() {
    Step step = new Step(Step.Kind.TRANSACTION, List.of(), Map.of(), null, 0);
    Drafts drafts = drafts(revision -> {});
    drafts.add(
        Revision.Phase.EXPAND, List.of(), new Plan(List.of(step), List.of(step), null, List.of()));
    Revision revision = drafts.revisions().get(0);
    return new Result(
        write(List.of(revision), List.of(), DefaultSchema.toWrite(project)),
        comparedWith(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of());
  }

  private Drafts drafts(Consumer<Revision> proof) {
    return new Drafts(
        message(), input.place(), history.graph(), input.now(), input.random(), proof);
  }

  private String comparedWith() {
    return input.currentIsDatabase() ? "database" : "history";
  }

  private Result compare(SchemaSources sources) {
    ModelLock base = history.lock();
    Answers answers = Answers.parse(input.rename(), input.drop());
    List<Revision> revisions = history.graph().revisions();
    try (BothSides sides =
        BothSides.of(
            sources,
            () -> sources.replayed(history, revisions).withCatalog(),
            replayed -> LiveComparison.of(project, history, sources, replayed))) {
      DesiredState stated = sides.stated();
      StaleModel.requireSomething(project, stated, history);
      ReplayedHistory replayed = sides.replayed();
      Catalog head = replayed.read();
      Schema past = head.schema();
      LiveComparison live = sides.live();
      Schema current = input.currentIsDatabase() ? liveSchema(live, stated, past) : past;
      Equivalence equivalence = sources.equivalence();
      Resolution resolved =
          Intent.resolve(
              stated.desired(),
              current,
              base,
              history.accepted(),
              answers,
              project.filters(),
              equivalence,
              input.currentIsDatabase() ? Renamer.TEXTUAL : replayed::renamed);
      Resolution resolution = Numbers.settled(project, stated, base, resolved);
      StaleModel.refuseStaleRetractions(project, stated.model(), base, resolution, answers);
      NumberSources numbers = Numbers.of(project, stated, base, resolution);
      List<Change> changes = completed(resolution.changes(equivalence), stated, numbers);
      Result result =
          new Result(
              List.of(),
              comparedWith(),
              changes,
              List.of(),
              List.of(),
              List.of(),
              notices(resolution),
              resolution.questions(),
              stated.catalog().notComparedWith(head),
              stated.model().warnings(),
              stated.model().notes(),
              resolution.unmatched(),
              live,
              List.of());
      if (!resolution.questions().isEmpty()) {
        return result;
      }
      // An answer that fits nothing is told, also where there is nothing to write.
      Widening.of(past, resolution.target(), Answers.names(input.widen()));
      ModelLock next =
          ModelLock.next(resolution, past, entities(stated), Numbers.drawn(stated.model()));
      return changes.isEmpty()
          ? keepLock(result, next)
          : write(result, next, past, resolution, stated, numbers, replayed, sources);
    }
  }

  /** The changes with what they need besides: rows of the model, values for rows, numbers. */
  private static List<Change> completed(
      List<Change> compared, DesiredState stated, NumberSources numbers) {
    List<Change> changes = new ArrayList<>(numbers.known(compared));
    Map<QualifiedName, ObjectId> created = new LinkedHashMap<>();
    for (Change change : changes) {
      if (change instanceof CreateTable create) {
        created.put(create.table().name(), create.object());
      }
    }
    // Rows that the model's own DDL inserts come with the table they are for, and never again.
    for (Statement row : stated.rows()) {
      ObjectId table = created.get(insertedInto(row));
      if (table != null) {
        changes.add(new DataStatement(table, List.of(row.sql()), List.of()));
      }
    }
    EntityColumns columns = new EntityColumns(stated.model());
    return JavaConversions.offer(InitialValues.offer(changes, columns), columns);
  }

  /** The table of an INSERT INTO. */
  private static QualifiedName insertedInto(Statement insert) {
    List<Token> tokens = Lexer.tokens(insert.sql());
    String first = name(tokens.get(2));
    boolean qualified = tokens.get(3).is(".");
    return qualified
        ? new QualifiedName(first, name(tokens.get(4)))
        : new QualifiedName(DefaultNamespace.name(), first);
  }

  private static String name(Token token) {
    String text = token.text();
    return token.kind() == Token.Kind.QUOTED
        ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
        : token.folded();
  }

  /** What the live database holds of the project, where it was asked for. */
  private static Schema liveSchema(
      @Nullable LiveComparison live, DesiredState stated, Schema past) {
    if (live == null || live.problem() != null) {
      String needed = "-Dmigrate.current=database needs a database: ";
      throw live == null
          ? new MigrationException(needed + "none is configured", "Set migrate.url.")
          : new MigrationException(needed + live.problem());
    }
    return Neighbours.of(live.schema(), stated.catalog().schema(), past)
        .beside(Filters.NONE)
        .within(live.schema());
  }

  /** A column that was answered to move is not told as one that is removed. */
  private static List<Notice> notices(Resolution resolution) {
    Map<ObjectId, ObjectId> moves =
        resolution.moves().stream().collect(Collectors.toMap(Move::from, Move::to));
    return resolution.notices().stream().map(notice -> answered(notice, moves)).toList();
  }

  private static Notice answered(Notice notice, Map<ObjectId, ObjectId> moves) {
    AspectKey key = notice.key();
    ObjectId to = moves.get(key.object());
    return to == null || key.aspect() != null || notice.kind() != Notice.Kind.RETRACTED
        ? notice
        : new Notice(Notice.Kind.MOVED, key, notice.current(), AspectKey.of(to).toString());
  }

  private Result keepLock(Result result, ModelLock next) {
    writeLock(next);
    return result;
  }

  private Result write(
      Result result,
      ModelLock next,
      Schema past,
      Resolution resolution,
      DesiredState stated,
      NumberSources numbers,
      ReplayedHistory replayed,
      SchemaSources sources) {
    Numbers.refuseOtherBlocks(numbers, result.changes());
    Equivalence equivalence = sources.equivalence();
    EntityColumns columns = new EntityColumns(stated.model());
    List<Warning> more = new ArrayList<>(InitializerWarnings.of(result.changes(), columns));
    more.addAll(ValidationWarnings.of(result.changes(), columns, resolution.target()));
    more.addAll(DroppedAlong.of(result.changes(), result.notices(), resolution.current().uses()));
    MovedColumns moved =
        MovedColumns.of(
            resolution.current(),
            resolution.target(),
            resolution.moves(),
            EntityKinds.of(stated.model(), resolution.base()));
    List<Change> compared =
        moved.syncs().isEmpty()
            ? withoutRenames(result.changes(), resolution)
            : completed(
                SchemaComparator.compare(resolution.current(), moved.meanwhile(), equivalence),
                stated,
                numbers);
    List<Warning> ofAll =
        input.split()
            ? List.of()
            : ChangeGroups.of(result.changes(), resolution.current(), resolution.target())
                .severalChanges()
                .stream()
                .toList();
    HeldProof held = new HeldProof(sources, history, past);
    Drafts drafts =
        drafts(
            revision -> {
              proveApplicable(revision, replayed, stated, result.notCompared());
              held.applied(revision, replayed);
            });
    PlanMode mode = new PlanMode(project.online(), features(result.live()));
    if (mode.online() && !input.currentIsDatabase()) {
      new ExpandContract(
              past,
              resolution,
              compared,
              running(resolution, sources),
              changes -> completed(changes, stated, numbers),
              replayed::renamed,
              equivalence,
              () -> replayed.read().schema(),
              more,
              moved,
              Answers.names(input.widen()),
              mode.features(),
              input.split())
          .draft(drafts);
    } else if (input.widen() == null && !moved.syncs().isEmpty()) {
      moved(drafts, compared, resolution, moved, more, equivalence, stated, numbers, mode);
    } else if (input.widen() == null) {
      plain(drafts, result.changes(), resolution, more, mode);
    } else {
      throw new MigrationException(
          "-Dmigrate.widen=" + input.widen() + " fills a second column while the table is in use",
          "It needs the defaults: migrate.online=true and migrate.current=history.");
    }
    List<Warning> warnings = new ArrayList<>(drafts.warnings());
    warnings.addAll(ofAll);
    levels.refuse(warnings);
    warnings = levels.wanted(warnings);
    List<Revision> revisions = drafts.revisions().stream().map(levels::quiet).toList();
    held.prove(revisions);
    List<Change> remaining =
        input.currentIsDatabase()
            ? List.of()
            : SchemaComparator.compare(replayed.read().schema(), resolution.target(), equivalence);

    List<MigrationFile> files = write(revisions, levels.wanted(ofAll), besides(next));
    return new Result(
        files,
        result.comparedWith(),
        result.changes(),
        warnings,
        RowsInTheWay.of(project, warnings),
        StepPolicies.of(project, files),
        DroppedAlong.others(result.changes(), result.notices()),
        result.questions(),
        result.notCompared(),
        result.modelWarnings(),
        result.modelNotes(),
        result.unmatched(),
        result.live(),
        remaining);
  }

  /**
   * What the release knows that runs now: what the branch made itself, and others do not have yet,
   * no release can know. All of the history where Git cannot say.
   */
  private Schema running(Resolution resolution, SchemaSources sources) {
    List<Revision> all = history.graph().revisions();
    GitBase base = GitBase.of(project, null);
    List<Revision> released =
        all.stream()
            .filter(
                revision ->
                    base.branch().isEmpty()
                        || standsForOlder(revision)
                        || (history.files().containsKey(revision.id())
                            && base.has(history.file(revision))))
            .toList();
    if (released.size() == all.size()) {
      return resolution.current();
    }
    try {
      return Renamer.TEXTUAL.renamed(
          sources.history(history, released).schema(), resolution.renames());
    } catch (ReplayException notOnItsOwn) {
      return resolution.current();
    }
  }

  /** A squash and a baseline are new files of what databases have already. */
  private static boolean standsForOlder(Revision revision) {
    boolean baseline = revision.parents().isEmpty() && revision.irreversible() != null;
    return baseline || !revision.replaces().isEmpty();
  }

  /** All in one go: the application stops meanwhile, or lives with it. */
  private void plain(
      Drafts drafts,
      List<Change> changes,
      Resolution resolution,
      List<Warning> more,
      PlanMode mode) {
    List<List<Change>> parts =
        input.split()
            ? ChangeGroups.of(changes, resolution.current(), resolution.target()).groups()
            : List.of(changes);
    for (List<Change> part : parts) {
      drafts.add(
          mode.online() ? phase(part) : Revision.Phase.EXPAND,
          part,
          Planner.plan(part, resolution.current(), resolution.target(), more, mode));
    }
  }

  /** All in one go: the new places, a copy, the end of the old places. */
  private void moved(
      Drafts drafts,
      List<Change> first,
      Resolution resolution,
      MovedColumns moved,
      List<Warning> more,
      Equivalence equivalence,
      DesiredState stated,
      NumberSources numbers,
      PlanMode mode) {
    Schema both = moved.meanwhile();
    Schema settled = moved.settled(both);
    List<Change> last =
        completed(
            SchemaComparator.compare(settled, resolution.target(), equivalence), stated, numbers);
    List<Change> before = new ArrayList<>(resolution.renames());
    before.addAll(first);
    drafts.add(
        mode.online() ? Revision.Phase.CONTRACT : Revision.Phase.EXPAND,
        before,
        Planner.plan(before, resolution.current(), both, more, mode)
            .then(MovedRows.atOnce(moved.syncs()))
            .then(
                Planner.moved(
                    SchemaComparator.compare(both, settled, equivalence), both, settled, mode))
            .then(Planner.plan(last, settled, resolution.target(), more, mode)));
  }

  /** The revision is for the recorded version, and for the configured server where there is one. */
  private Features features(@Nullable LiveComparison live) {
    Features recorded = new Features(RecordedVersion.major(project));
    return live == null ? recorded : recorded.and(new Features(live.major()));
  }

  private static Revision.Phase phase(List<Change> changes) {
    boolean drops =
        changes.stream()
            .anyMatch(change -> change instanceof DropColumn || change instanceof DropTable);
    return drops ? Revision.Phase.CONTRACT : Revision.Phase.EXPAND;
  }

  private static List<Change> withoutRenames(List<Change> changes, Resolution resolution) {
    return changes.stream().filter(change -> !resolution.renames().contains(change)).toList();
  }

  /** Applies the revision to the throw-away database that has the history before it. */
  private void proveApplicable(
      Revision revision,
      ReplayedHistory replayed,
      DesiredState stated,
      List<NotCompared> notCompared) {
    try {
      replayed.up(List.of(revision));
    } catch (ReplayException e) {
      Catalog there = replayed.read();
      List<NotCompared> missing = new ArrayList<>(notCompared);
      missing.removeAll(there.notCompared());
      Set<ObjectId> excluded = project.filters().excludedOf(stated.catalog().schema());
      excluded.removeAll(project.filters().excludedOf(there.schema()));
      throw new MigrationException(
          null,
          0,
          "Nothing was written. On a throw-away database with the history, PostgreSQL refuses the"
              + " revision: "
              + e.getMessage(),
          advice(missing, excluded),
          null);
    }
  }

  private @Nullable String advice(List<NotCompared> missing, Set<ObjectId> excluded) {
    String byHand = "mvn migrate:revision -Dmigrate.empty -Dmessage=";
    if (!excluded.isEmpty()) {
      return "The filters exclude objects that no revision creates: "
          + excluded.stream()
              .limit(MOST_NAMED)
              .map(ObjectId::toString)
              .collect(Collectors.joining(", "))
          + (excluded.size() > MOST_NAMED ? ", .." : "")
          + ". If the refused statement needs one of them, remove it from"
          + " migrate.exclude, or first create it in a revision by hand: "
          + byHand
          + "\"...\"";
    }
    if (!missing.isEmpty()) {
      return "The schema files need objects that no revision creates: "
          + missing.stream()
              .map(thing -> thing.kind() + " " + thing.name())
              .collect(Collectors.joining(", "))
          + ". They are not compared, so first write a revision by hand that creates"
          + " them: "
          + byHand
          + '"'
          + missing.get(0).kind()
          + " "
          + missing.get(0).name()
          + '"';
    }
    return input.currentIsDatabase()
        ? "The live database has drifted from the history. First write a revision"
            + " with what was done to it by hand ("
            + byHand
            + "\"...\"), and record that: mvn migrate:stamp"
        : null;
  }

  private void writeLock(ModelLock next) {
    boolean isRecorded = DefaultSchema.toWrite(project).isEmpty();
    if (!next.equals(history.lock()) || !history.locked() || !isRecorded) {
      writing.accept(besides(next));
    }
  }

  private Map<String, String> besides(ModelLock next) {
    Map<String, String> files = new LinkedHashMap<>(RecordedVersion.toWrite(project));
    files.putAll(DefaultSchema.toWrite(project));
    files.put(History.LOCK, text(next));
    return files;
  }

  private static String text(ModelLock lock) {
    return String.join("\n", lock.lines()) + "\n";
  }

  /**
   * Writes the files.
   *
   * @param ofAll warnings about the revisions as a whole, for the head of the first
   */
  private List<MigrationFile> write(
      List<Revision> revisions, List<Warning> ofAll, Map<String, String> besides) {
    Map<String, String> texts = new LinkedHashMap<>();
    List<MigrationFile> files = new ArrayList<>();
    for (Revision revision : revisions) {
      String name = MigrationDirectory.fileName(revision);
      List<String> remarks =
          files.isEmpty()
              ? ofAll.stream().flatMap(warning -> warning.comment().stream()).toList()
              : List.of();
      texts.put(name, MigrationDirectory.newText(revision, remarks));
      files.add(new MigrationFile(project.migrations().resolve(name), revision));
    }
    texts.putAll(besides);
    writing.accept(texts);
    return files;
  }

  private String message() {
    String message = input.message();
    if (message == null || message.isBlank()) {
      throw new MigrationException(
          "A revision needs a message", "For example: -Dmessage=\"add user.phone_number\"");
    }
    return Message.of(message);
  }

  /**
   * Entity class to its own table and those of its collections and joins. What Hibernate adds of
   * its own (the tables of an audit) has no class that could be missing from a build.
   */
  /** Entity class to its tables, as a model.lock has them. */
  static SortedMap<String, SortedSet<QualifiedName>> entities(DesiredState stated) {
    SortedMap<String, SortedSet<QualifiedName>> tables = new TreeMap<>();
    for (MappedTable table : stated.model().tables()) {
      if (table.source() != null) {
        tables
            .computeIfAbsent(table.entityClass(), name -> new TreeSet<>())
            .add(StaleModel.qualified(table.name()));
      }
    }
    return tables;
  }
}

package dev.pgmigrate.plan;

import dev.pgmigrate.change.AddConstraint;
import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.change.AlterDomain;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateIndex;
import dev.pgmigrate.change.CreateTable;
import dev.pgmigrate.change.Dependencies;
import dev.pgmigrate.change.DomainRows;
import dev.pgmigrate.change.DropDefinition;
import dev.pgmigrate.change.DropIndex;
import dev.pgmigrate.change.DropTable;
import dev.pgmigrate.change.FreshColumns;
import dev.pgmigrate.change.MoveRows;
import dev.pgmigrate.change.Rename;
import dev.pgmigrate.change.Stage;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.change.WarningKind;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Uses;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands above the statements of changes: warnings on upgrade, what is lost on downgrade. It
 * also takes out what happens by itself, because something goes as a whole.
 */
public final class StepComments {
  private static final Set<String> ABOUT_ROWS =
      Stream.of(WarningKind.values())
          .filter(WarningKind::aboutRows)
          .map(WarningKind::id)
          .collect(Collectors.toUnmodifiableSet());

  /** What the rows decide. */
  private static final Set<String> DEPEND_ON_ROWS =
      Stream.of(WarningKind.values())
          .filter(WarningKind::dependsOnRows)
          .map(WarningKind::id)
          .collect(Collectors.toUnmodifiableSet());

  /** What takes its parts along when it goes. */
  private static final Set<ObjectKind> RELATIONS =
      Set.of(ObjectKind.TABLE, ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW);

  private final Schema from;
  private final Schema to;
  private final boolean online;
  private final boolean silent;
  private final Set<ObjectId> created;
  private final Set<ObjectId> living;
  private final Set<ObjectId> gone;
  private final Set<ObjectId> come;
  private final FreshColumns added;

  /** The columns that a downgrade adds. */
  private final FreshColumns brought;

  private final List<Warning> warnings = new ArrayList<>();

  /** Those that no change knows of itself, until they are given. */
  private final List<Warning> more;

  /**
   * Remarks on changes.
   *
   * @param silent nothing has to be warned of
   */
  StepComments(
      List<Change> changes,
      Schema from,
      Schema to,
      List<Warning> more,
      boolean online,
      boolean silent) {
    this.silent = silent;
    this.from = from;
    this.to = to;
    this.online = online;
    this.more = new ArrayList<>(more);
    gone = all(changes, Dependencies::drops);
    come = all(changes, Dependencies::creates);
    added = new FreshColumns(changes.stream());
    brought = new FreshColumns(changes.stream().map(Change::reverse));
    created =
        changes.stream()
            .filter(CreateTable.class::isInstance)
            .map(Change::object)
            .collect(Collectors.toUnmodifiableSet());
    Set<ObjectId> old = from.tables().stream().map(Table::id).collect(Collectors.toSet());
    living =
        to.tables().stream()
            .map(Table::id)
            .filter(id -> old.contains(id) && !created.contains(id))
            .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<ObjectId> all(
      List<Change> changes, Function<Dependencies, Set<ObjectId>> which) {
    return changes.stream()
        // What gets another name keeps its parts.
        .filter(change -> !(change instanceof Rename))
        .flatMap(change -> which.apply(change.dependencies()).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The tables that exist before and afterwards. */
  Set<ObjectId> living() {
    return living;
  }

  /** Whole stages of changes, with what must be known before. */
  List<Stage> kept(List<Change> changes, List<Stage> stages) {
    return Kept.around(changes, stages, from, to);
  }

  /** All warnings so far. */
  List<Warning> warnings() {
    return warnings;
  }

  /** The stages with what stands above them, without what others do. */
  List<Stage> on(List<Change> changes, List<Stage> stages) {
    List<Stage> all = new ArrayList<>(stages);
    if (changes.stream().allMatch(change -> goesWith(change).isPresent())) {
      all.replaceAll(stage -> stage.withUp(Stage.Work.NONE));
    } else {
      List<Warning> warned = changes.stream().flatMap(change -> above(change).stream()).toList();
      all = CommentPlace.up(all, warned);
    }
    if (changes.stream()
        .allMatch(change -> goesAlong(change.reverse(), come, to.uses()).isPresent())) {
      all.replaceAll(stage -> stage.withDown(Stage.Work.NONE));
    } else {
      all =
          CommentPlace.down(
              all,
              changes.stream().flatMap(change -> aboveDown(change).stream()).toList(),
              changes.stream().flatMap(change -> lost(change).stream()).toList());
    }
    return all;
  }

  /** The stages of changes that cannot be taken apart, with what that means for tables in use. */
  List<Stage> together(List<Change> changes, Set<ObjectId> locks, List<Stage> stages) {
    boolean takesLong =
        locks.size() > 1
            || changes.stream()
                .anyMatch(
                    change ->
                        change instanceof CreateIndex
                            || change instanceof AddConstraint
                            || !change.blocking(from, to).isEmpty());
    if (!takesLong) {
      return stages;
    }
    Warning warning = WarningKind.inOneTransaction(changes.get(0).object(), locks);
    warnings.add(warning);
    return CommentPlace.down(
        CommentPlace.up(stages, List.of(warning)), List.of(warning), List.of());
  }

  /** What stands above the first statement of the down steps: what they cannot restore. */
  private List<String> lost(Change change) {
    return change.loss().stream()
        .filter(data -> !silent)
        .map(data -> "recreates the structure, but cannot restore " + data)
        .toList();
  }

  /** What a person should know before a downgrade: it can fail, lose digits or take long. */
  private List<Warning> aboveDown(Change change) {
    Change back = change.reverse();
    boolean rows = back instanceof MoveRows || back.tableId().filter(gone::contains).isEmpty();
    Stream<Warning> given =
        silent || !rows
            ? Stream.of()
            : Stream.concat(brought.warnings(back), DomainRows.warnings(back, to, from))
                .filter(warning -> isAboutTheWayDown(warning, back));
    Stream<Warning> blocking =
        online && isAboutRowsInUse(change) ? back.blocking(to, from).stream() : Stream.of();
    return Stream.concat(given, blocking).toList();
  }

  /** Nobody has to be told that a dropped column loses its values. */
  private static boolean isAboutTheWayDown(Warning warning, Change back) {
    return DEPEND_ON_ROWS.contains(warning.id())
        || (warning.id().equals(WarningKind.DATA_LOSS.id()) && back instanceof AlterColumn);
  }

  private boolean isAboutRowsInUse(Change change) {
    return change instanceof AlterDomain
        || change instanceof MoveRows
        || change.locks().stream().anyMatch(living::contains);
  }

  private List<Warning> above(Change change) {
    boolean existing =
        change instanceof DropTable
            || change instanceof MoveRows
            || change.tableId().filter(created::contains).isEmpty();
    List<Warning> about =
        more.stream().filter(warning -> about(change).contains(warning.object())).toList();
    more.removeAll(about);
    List<Warning> given =
        Stream.of(
                about.stream(),
                added.warnings(change),
                DomainRows.warnings(change, from, to),
                online && isAboutRowsInUse(change)
                    ? change.blocking(from, to).stream()
                    : Stream.<Warning>of())
            .flatMap(Function.identity())
            .filter(warning -> existing || !ABOUT_ROWS.contains(warning.id()))
            .filter(warning -> !silent)
            .toList();
    warnings.addAll(given);
    return given;
  }

  /** The objects that a change is about: a new table's columns, too. */
  private static Set<ObjectId> about(Change change) {
    Stream<ObjectId> columns =
        change instanceof CreateTable create
            ? create.table().columns().stream().map(c -> create.table().columnId(c.name()))
            : Stream.of();
    return Stream.concat(Stream.of(change.object()), columns).collect(Collectors.toSet());
  }

  /** What takes along, as it goes, what the change drops; empty when the change has to do it. */
  Optional<ObjectId> goesWith(Change change) {
    return goesAlong(change, gone, from.uses());
  }

  /**
   * The relation that goes as a whole, if the change drops an index, a trigger or another part of
   * one; not a part that stands in the way of something else that goes.
   */
  private static Optional<ObjectId> goesAlong(Change change, Set<ObjectId> gone, Uses uses) {
    Set<ObjectId> used = uses.of(change.object());
    Predicate<ObjectId> whole;
    Stream<ObjectId> wholes;
    if (change instanceof DropIndex drop) {
      whole = drop.table().id()::equals;
      wholes = Stream.of(drop.table().id());
    } else if (change instanceof DropDefinition drop && drop.definition().isPart()) {
      QualifiedName name = drop.object().qualifiedName();
      whole = id -> id.qualifiedName().equals(name);
      wholes = RELATIONS.stream().map(kind -> ObjectId.of(kind, name));
    } else if (change.object().kind() == ObjectKind.INDEX && change instanceof DropDefinition) {
      whole = used::contains;
      wholes = used.stream().filter(id -> RELATIONS.contains(id.kind()));
    } else {
      return Optional.empty();
    }
    return used.stream().anyMatch(id -> gone.contains(id) && !isRelationOrPart(id, whole))
        ? Optional.empty()
        : wholes.filter(gone::contains).min(Comparator.naturalOrder());
  }

  private static boolean isRelationOrPart(ObjectId id, Predicate<ObjectId> whole) {
    return id.path().size() > 1
        && whole.test(id.kind() == ObjectKind.COLUMN ? ObjectId.table(id.qualifiedName()) : id);
  }

  /** The statements, the warnings above the first. */
  public static List<Statement> warned(List<Statement> statements, List<Warning> warnings) {
    return Stage.Work.transaction(statements)
        .withComments(warnings.stream().flatMap(StepComments::lines).toList())
        .statements();
  }

  private static Stream<String> lines(Warning warning) {
    return warning.comment().stream();
  }
}

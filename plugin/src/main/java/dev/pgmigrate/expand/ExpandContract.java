package dev.pgmigrate.expand;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.change.Backfill;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateNamespace;
import dev.pgmigrate.change.Rename;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.change.WarningKind;
import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.diff.SchemaComparator;
import dev.pgmigrate.intent.Answers;
import dev.pgmigrate.intent.Renamer;
import dev.pgmigrate.intent.Resolution;
import dev.pgmigrate.plan.ChangeGroups;
import dev.pgmigrate.plan.Plan;
import dev.pgmigrate.plan.PlanMode;
import dev.pgmigrate.plan.Planner;
import dev.pgmigrate.revision.Revision.Phase;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Changes as revisions that follow each other: first what the previous release and the new one both
 * live with, then, once the previous one is gone, the rest.
 *
 * <p>The first half is tried on a throw-away database. What that database then differs in from what
 * shall be is the second half: the triggers of the time in between are part of it without a word.
 *
 * @param before the schema, nothing renamed yet
 * @param changes from {@code resolution.current()} to its target
 * @param running the schema that the release knows that runs now, renames done
 * @param completed gives changes what they need besides: rows, values for rows
 * @param between the schema of the throw-away database
 * @param more warnings that no single change can know
 * @param moved columns that move to other tables; {@code changes} lead to both places then
 * @param widens columns that get another type with second ones
 * @param features what the servers can do
 * @param split a revision for each group of changes that have nothing to do with the others
 */
public record ExpandContract(
    Schema before,
    Resolution resolution,
    List<Change> changes,
    Schema running,
    UnaryOperator<List<Change>> completed,
    Renamer renamer,
    Equivalence equivalence,
    Supplier<Schema> between,
    List<Warning> more,
    MovedColumns moved,
    List<Answers.Name> widens,
    Features features,
    boolean split) {

  /** Makes the revisions. */
  public void draft(DraftSink drafts) {
    List<Rename> columns = resolution.renames().stream().filter(ExpandContract::ofColumn).toList();
    List<Rename> others = resolution.renames().stream().filter(r -> !ofColumn(r)).toList();
    Schema start = renamer.renamed(before, others);
    List<RenamedColumns> seconds =
        RenamedColumns.renaming(start, resolution.current(), resolution.target(), columns);
    seconds.forEach(ExpandContract::refuseObstacles);
    if (!widens.isEmpty()) {
      widen(drafts);
      return;
    }
    Phases phases =
        phases(
            changes.stream().filter(c -> seconds.stream().noneMatch(s -> s.isAbout(c))).toList());
    expand(drafts, others, start, seconds, phases);
    if (!phases.contract().isEmpty()
        || !resolution.renames().isEmpty()
        || !moved.syncs().isEmpty()) {
      contract(drafts, seconds, phases);
    }
  }

  private Phases phases(List<Change> some) {
    return Phases.of(some, resolution.current(), moved.meanwhile(), running, equivalence);
  }

  /** The other changes, too, as if the columns had their new types already. */
  private void widen(DraftSink drafts) {
    if (!moved.syncs().isEmpty()) {
      throw new MigrationException(
          "Nothing was written: -Dmigrate.widen is not possible together with a column"
              + " that moves to another table.",
          "Make the move first, in its own revision.");
    }
    if (!resolution.renames().isEmpty()) {
      throw new MigrationException(
          "Nothing was written: -Dmigrate.widen is not possible together with renames:"
              + " a column has one second column at a time.",
          "Make the renames first, in their own revision.");
    }
    WideningSteps widened =
        WideningSteps.of(Widening.of(before, resolution.target(), widens), features);
    Schema from = widened.widening().widened(before);
    Phases phases =
        Phases.of(
            completed.apply(SchemaComparator.compare(from, resolution.target(), equivalence)),
            from,
            resolution.target(),
            widened.widening().widened(running),
            equivalence);
    add(
        drafts,
        Phase.EXPAND,
        widened.changes(),
        widened.begin().then(released(phases.released())),
        phases.expand(),
        from,
        Plan.NONE,
        warnings(phases));
    Schema both = between.get();
    Schema settled = widened.widening().settled(both);
    List<Change> rest =
        valued(
            completed.apply(SchemaComparator.compare(settled, resolution.target(), equivalence)));
    add(
        drafts,
        Phase.CONTRACT,
        List.of(),
        widened.end(both),
        rest,
        settled,
        widened.fits(),
        untold(drafts, phases));
  }

  private void expand(
      DraftSink drafts,
      List<Rename> others,
      Schema start,
      List<RenamedColumns> seconds,
      Phases phases) {
    List<Change> first = new ArrayList<>(namespaces(phases, others));
    List<Change> apart = new ArrayList<>(phases.expand());
    apart.removeAll(first);
    first.addAll(others);
    OldNames names = OldNames.of(others, start, features);
    first.addAll(names.views());
    Schema current = names.over(resolution.current());
    Schema meanwhile = names.over(moved.meanwhile());
    List<Change> rest = names.around(apart, resolution.current(), moved.meanwhile());
    Plan plan =
        Planner.plan(first, before, names.over(start), onlyOneName(others), PlanMode.atOnce());
    List<Change> unrenamed = seconds.isEmpty() ? List.of() : phases(changes).expand();
    for (RenamedColumns second : seconds) {
      List<Warning> refused = second.refusals(unrenamed);
      for (ColumnSync sync : second.syncs()) {
        plan = plan.then(SecondColumnSteps.begin(sync, refused));
        refused = List.of();
      }
      plan = plan.then(Planner.parts(second.parts(), start, features));
      first.addAll(second.parts());
    }
    Plan released = released(phases.released());
    Plan copied = Plan.NONE;
    for (RowSync sync : moved.syncs()) {
      copied = copied.then(MovedRows.begin(sync));
    }
    if (split) {
      drafts.add(Phase.EXPAND, first, plan);
      drafts.add(Phase.EXPAND, List.copyOf(phases.released()), released);
      group(drafts, Phase.EXPAND, rest, current, meanwhile, warnings(phases));
      drafts.add(Phase.EXPAND, List.of(), copied);
    } else {
      first.addAll(rest);
      drafts.add(
          Phase.EXPAND,
          first,
          plan.then(released)
              .then(Planner.plan(rest, current, meanwhile, warnings(phases), online()))
              .then(copied));
    }
  }

  /** The new application no longer writes these columns, which are there until all is over. */
  private Plan released(List<AlterColumn> columns) {
    if (columns.isEmpty()) {
      return Plan.NONE;
    }
    String names =
        columns.stream().map(c -> Answers.show(c.object())).collect(Collectors.joining(", "));
    return Planner.plan(List.copyOf(columns), resolution.current(), resolution.current(), online())
        .remarked(
            names
                + ": the new release no longer writes "
                + (columns.size() == 1
                    ? "it; the contract revision drops it."
                    : "them; the contract revision drops them."));
  }

  private void contract(DraftSink drafts, List<RenamedColumns> seconds, Phases phases) {
    Schema both = between.get();
    Plan proofs = Plan.NONE;
    Plan ends = Plan.NONE;
    for (RowSync sync : moved.syncs()) {
      proofs = proofs.then(MovedRows.proof(sync));
      ends = ends.then(MovedRows.end(sync));
    }
    for (RenamedColumns second : seconds) {
      for (ColumnSync sync : second.syncs()) {
        proofs = proofs.then(SecondColumnSteps.check(sync, both));
      }
    }
    Schema released = moved.released(both);
    for (RenamedColumns second : seconds) {
      released = second.released(released);
    }
    Schema unsynced = withoutTriggers(both);
    Plan plan =
        proofs
            .then(
                Planner.plan(
                    dropped(SchemaComparator.compare(unsynced, released, equivalence)),
                    unsynced,
                    released,
                    online()))
            .then(ends);
    Schema settled = moved.settled(released);
    plan =
        plan.then(
            Planner.moved(
                dropped(SchemaComparator.compare(released, settled, equivalence)),
                released,
                settled,
                online()));
    for (RenamedColumns second : seconds) {
      for (ColumnSync sync : second.syncs()) {
        plan = plan.then(SecondColumnSteps.end(sync));
      }
      settled = second.settled(settled);
    }
    List<Change> rest =
        dropped(
            valued(
                completed.apply(
                    SchemaComparator.compare(settled, resolution.target(), equivalence))));
    add(drafts, Phase.CONTRACT, List.of(), plan, rest, settled, Plan.NONE, untold(drafts, phases));
  }

  /** The views under old names are dropped for good. */
  private List<Change> dropped(List<Change> some) {
    return OldNames.dropped(some, resolution.renames());
  }

  /** The triggers of moves are dropped by steps of their own. */
  private Schema withoutTriggers(Schema both) {
    return moved.syncs().isEmpty()
        ? both
        : both.withDefinitions(
            both.definitions().stream()
                .filter(d -> moved.syncs().stream().noneMatch(sync -> sync.has(d)))
                .toList());
  }

  /**
   * What second columns need comes first.
   *
   * @param rest the other changes
   * @param from the schema before those
   * @param last what comes last, and so is first on downgrade
   */
  private void add(
      DraftSink drafts,
      Phase phase,
      List<Change> first,
      Plan plan,
      List<Change> rest,
      Schema from,
      Plan last,
      List<Warning> warnings) {
    if (split) {
      drafts.add(phase, first, plan.then(last));
      group(drafts, phase, rest, from, resolution.target(), warnings);
    } else {
      List<Change> all = new ArrayList<>(first);
      all.addAll(rest);
      drafts.add(
          phase,
          all,
          plan.then(Planner.plan(rest, from, resolution.target(), warnings, online())).then(last));
    }
  }

  private PlanMode online() {
    return PlanMode.online(features);
  }

  /** What no revision before says already. */
  private List<Warning> untold(DraftSink drafts, Phases phases) {
    List<Warning> told = drafts.warnings();
    return warnings(phases).stream().filter(warning -> !told.contains(warning)).toList();
  }

  private List<Warning> warnings(Phases phases) {
    List<Warning> all = new ArrayList<>(more);
    all.addAll(phases.warnings());
    return all;
  }

  private void group(
      DraftSink drafts,
      Phase phase,
      List<Change> changes,
      Schema from,
      Schema to,
      List<Warning> warnings) {
    for (List<Change> group : ChangeGroups.of(changes, from, to).groups()) {
      drafts.add(phase, group, Planner.plan(group, from, to, warnings, online()));
    }
  }

  /** A column that the first half added has no values: where none is known a person says which. */
  private List<Change> valued(List<Change> rest) {
    return rest.stream()
        .map(
            change ->
                change instanceof AlterColumn alter
                        && alter.requiresValue()
                        && alter.backfill() == null
                        && isNew(alter)
                        && !moved.fills(alter.object())
                    ? alter.withBackfill(Backfill.UNKNOWN)
                    : change)
        .toList();
  }

  private boolean isNew(AlterColumn alter) {
    return resolution
        .current()
        .table(alter.table().name())
        .flatMap(table -> table.column(alter.to().name()))
        .isEmpty();
  }

  /** Sequences and types have one name at a time. */
  private static List<Warning> onlyOneName(List<Rename> renames) {
    return renames.stream()
        .filter(rename -> rename.to().kind() != ObjectKind.TABLE)
        .map(
            rename ->
                new Warning(
                    WarningKind.BREAKS_RUNNING_RELEASE.id(),
                    rename.to(),
                    "the previous release uses "
                        + rename.from()
                        + " by its old name; no form suits both releases",
                    List.of("Stop the previous release first")))
        .toList();
  }

  /** The namespaces that renamed objects get into. */
  private static List<Change> namespaces(Phases phases, List<Rename> renames) {
    return phases.expand().stream()
        .filter(CreateNamespace.class::isInstance)
        .filter(
            create ->
                renames.stream()
                    .anyMatch(rename -> rename.to().path().get(0).equals(create.object().name())))
        .toList();
  }

  private static boolean ofColumn(Rename rename) {
    return rename.to().kind() == ObjectKind.COLUMN;
  }

  private static void refuseObstacles(RenamedColumns second) {
    second
        .obstacles()
        .forEach(
            (rename, why) -> {
              throw new MigrationException(
                  "Nothing was written: "
                      + rename.from()
                      + " cannot have a second column for a while, because "
                      + why
                      + ".",
                  "-Dmigrate.online=false writes a plain RENAME; the application must be"
                      + " stopped for it.");
            });
  }
}

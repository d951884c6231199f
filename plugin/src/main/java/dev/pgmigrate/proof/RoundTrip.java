package dev.pgmigrate.proof;

import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.WarningKind;
import dev.pgmigrate.diff.SchemaComparator;
import dev.pgmigrate.drift.Drift;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.ReplayedHistory;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.shadow.ShadowEquivalence;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.verify.RollbackGrade;
import dev.pgmigrate.verify.VerdictBuilder;
import dev.pgmigrate.watch.StoredValues;
import dev.pgmigrate.watch.WrittenPlaces;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes revisions up, down and up again on a throw-away database, and says how much of each its
 * down steps take back: after them the schema has to be what it was before, after the second up
 * what it was after the first. Owners and privileges count, the order of columns does not.
 *
 * <p>The database has no rows. What becomes of rows is for {@link Rows} to find out, on a database
 * of its own.
 */
public final class RoundTrip {
  public static final String RULE = "goes-down-and-up";

  /** What becomes of rows. */
  interface Rows {
    /** Whether there is anything to find out, so that a database is made for it. */
    boolean concerned(Revision revision, Schema before);

    /**
     * Finds it out: fills the tables, executes the steps of the revision (with {@link
     * dev.pgmigrate.shadow.Replay}; where {@link RoundTrip#goesDown} also those down) and compares
     * the rows. Findings go to the verdict that it was made with.
     *
     * @param before the schema of the database as it is given
     * @param at a database without rows, with all older revisions applied and this one not: its
     *     copies are there for this
     */
    KeptRows tried(Revision revision, Schema before, ReplayedHistory at);
  }

  /**
   * What was found out about rows.
   *
   * @param lost what a downgrade loses, a sentence each; the revision's grade is no longer exact
   *     then
   * @param untried why nothing is known of some rows, a sentence each; the grade is not exact then
   * @param elsewhere the new columns whose values were seen to get into an older one, too: {@code
   *     column account.phone}
   */
  record KeptRows(List<String> lost, List<String> untried, List<String> elsewhere) {
    /** There is nothing to find out. */
    static final KeptRows ALL = new KeptRows(List.of(), List.of(), List.of());
  }

  /**
   * What a trip led to.
   *
   * @param before what the history makes before the revision
   * @param after what it makes with it
   * @param droppedDown the tables and columns that the down steps were seen to drop
   * @param intact whether the database is what it was after the first up
   */
  record Trip(
      Schema before,
      Catalog after,
      RollbackGrade grade,
      List<String> droppedDown,
      boolean intact) {}

  private static final String DOWN =
      "after the down steps the schema is not the same as before. The missing changes: ";

  private static final String AGAIN =
      "executed again after the down steps, the up steps make another schema than"
          + " the first time. The missing changes: ";

  private final History history;
  private final VerdictBuilder verdict;
  private final Rows rows;

  RoundTrip(History history, VerdictBuilder verdict, Rows rows) {
    this.history = history;
    this.verdict = verdict;
    this.rows = rows;
  }

  /** Whether there are steps to take it back with. */
  static boolean goesDown(Revision revision) {
    return revision.irreversible() == null
        && (revision.up().isEmpty() || !revision.down().isEmpty());
  }

  /**
   * Makes the trip, and reports what is not as it should be.
   *
   * @param at where all older revisions are applied; with this one afterwards, if it is intact
   * @throws ReplayException when PostgreSQL refuses the first up
   */
  Trip of(Revision revision, ReplayedHistory at) {
    Schema before = at.read().schema();
    KeptRows kept = keptRows(revision, before, at);
    StoredValues first = StoredValues.of(at.database());
    at.up(List.of(revision));
    Catalog after = at.read();
    if (!goesDown(revision)) {
      String why =
          revision.irreversible() == null
              ? "It has no migrate:down block."
              : "It is irreversible: " + revision.irreversible();
      verdict.notChecked(RULE, history.describe(revision) + ": " + why);
      return new Trip(before, after, none(why), List.of(), true);
    }
    return back(
        revision, at, new Trip(before, after, RollbackGrade.EXACT, List.of(), true), first, kept);
  }

  private Trip back(
      Revision revision, ReplayedHistory at, Trip up, StoredValues first, KeptRows kept) {
    List<String> lost = new ArrayList<>(kept.lost());
    List<String> dropped = List.of();
    boolean down = false;
    boolean equal;
    boolean intact;
    try {
      StoredValues second = StoredValues.of(at.database());
      at.down(revision);
      equal = same(revision, at, up.before(), revision.down(), DOWN);
      StoredValues third = StoredValues.of(at.database());
      WrittenPlaces written = written(revision);
      dropped =
          second.lostIn(third, written).stream()
              .filter(what -> !kept.elsewhere().contains(what))
              .toList();
      lost = told(revision, first.lostIn(third, written), dropped, lost);
      down = true;
      at.up(List.of(revision));
      intact = same(revision, at, up.after().schema(), revision.up(), AGAIN);
    } catch (ReplayException e) {
      verdict.found(refused(revision, e, down));
      return new Trip(
          up.before(),
          up.after(),
          none(down ? "Its up steps fail after its down steps." : "Its down steps fail."),
          dropped,
          false);
    }
    RollbackGrade grade =
        !equal || !intact
            ? none("Its down steps make another schema.")
            : grade(List.copyOf(new LinkedHashSet<>(lost)), kept.untried());
    return new Trip(up.before(), up.after(), grade, dropped, intact);
  }

  private static RollbackGrade grade(List<String> lost, List<String> untried) {
    if (!lost.isEmpty()) {
      return new RollbackGrade(RollbackGrade.Kind.STRUCTURE_ONLY, lost);
    }
    return untried.isEmpty()
        ? RollbackGrade.EXACT
        : new RollbackGrade(RollbackGrade.Kind.UNKNOWN, untried);
  }

  private KeptRows keptRows(Revision revision, Schema before, ReplayedHistory at) {
    if (!rows.concerned(revision, before)) {
      return KeptRows.ALL;
    }
    return rows.tried(revision, before, at);
  }

  private static WrittenPlaces written(Revision revision) {
    return WrittenPlaces.of(
        Stream.of(revision.up(), revision.down())
            .flatMap(List::stream)
            .flatMap(step -> step.statements().stream())
            .toList());
  }

  /**
   * What the files say, what was seen of the schema, what was seen of rows: each loss once, by the
   * first of them.
   */
  private static List<String> told(
      Revision revision, List<String> up, List<String> down, List<String> rows) {
    List<String> told = new ArrayList<>();
    Stream.of(told("An upgrade ", revision.up(), up), told("A downgrade ", revision.down(), down))
        .forEach(told::addAll);
    Stream<String> dropped = Stream.of(up, down).flatMap(List::stream);
    List<String> places = dropped.map(what -> what.split(" ", 2)[1]).toList();
    rows.stream()
        .map(row -> Map.entry(place(row), row))
        .filter(row -> !places.contains(row.getKey()))
        .filter(row -> told.stream().noneMatch(one -> one.contains(" " + row.getKey() + " with ")))
        .map(Map.Entry::getValue)
        .toList()
        .forEach(told::add);
    return told;
  }

  private static List<String> told(String way, List<Step> steps, List<String> dropped) {
    List<String> told = new ArrayList<>();
    List<String> warnings = warnings(steps);
    warnings.forEach(message -> told.add(way + message + "."));
    dropped.stream()
        .filter(what -> warnings.stream().noneMatch(message -> says(message, what)))
        .forEach(what -> told.add(way + "drops " + what + " with its " + content(what) + "."));
    return told;
  }

  /** Whether the message of a warning says that this is dropped, in whatever words. */
  private static boolean says(String message, String dropped) {
    String name = dropped.substring(Math.max(dropped.lastIndexOf('.'), dropped.indexOf(' ')) + 1);
    return message.contains("drop")
        && Pattern.compile("\\b" + Pattern.quote(name.replace("\"", "")) + "\\b")
            .matcher(message)
            .find();
  }

  /** The table or column of a difference between rows, as it stands in SQL. */
  private static String place(String row) {
    String place = row.split(":", 2)[0];
    String namespace = DefaultNamespace.name() + ".";
    return place.startsWith(namespace) ? place.substring(namespace.length()) : place;
  }

  private static String content(String what) {
    return what.startsWith("table ") ? "rows" : "values";
  }

  /** The messages of the warnings of lost data that stand in the file. */
  private static List<String> warnings(List<Step> steps) {
    String start = "warning " + WarningKind.DATA_LOSS.id() + ": ";
    return steps.stream()
        .flatMap(step -> step.statements().stream())
        .map(Statement::comments)
        .flatMap(List::stream)
        .map(String::strip)
        .filter(comment -> comment.startsWith(start))
        .map(comment -> comment.substring(start.length()))
        .toList();
  }

  private boolean same(
      Revision revision,
      ReplayedHistory found,
      Schema expected,
      List<Step> blamed,
      String otherwise) {
    List<Change> missing;
    try (ShadowEquivalence equivalence = found.equivalence()) {
      missing = SchemaComparator.compare(found.read().schema(), expected, equivalence);
    }
    for (Change change : missing) {
      verdict.found(
          Finding.error(
              RULE,
              history.files().get(revision.id()),
              blamed.isEmpty() ? 0 : blamed.get(0).line(),
              otherwise + Drift.of(change).sql(),
              "Write the down steps so that they take back what the up steps do, or declare the"
                  + " revision irreversible."));
    }
    return missing.isEmpty();
  }

  private Finding refused(Revision revision, ReplayException e, boolean again) {
    return Finding.error(
        RULE,
        history.files().get(revision.id()),
        e.line(),
        (again ? "up fails after down: " : "down fails: ") + e.fault(),
        "Write the down steps so that they take back what the up steps do, or declare the"
            + " revision irreversible.");
  }

  private static RollbackGrade none(String why) {
    return new RollbackGrade(RollbackGrade.Kind.NONE, List.of(why));
  }
}

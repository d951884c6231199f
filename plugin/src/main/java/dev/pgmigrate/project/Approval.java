package dev.pgmigrate.project;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.revision.Checksum;
import dev.pgmigrate.revision.Fingerprint;
import dev.pgmigrate.revision.Revision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * The digest of a plan, which a person approves: one part for each thing that it depends on, so
 * that a plan that is out of date can say why. Each part is the beginning of a SHA-256.
 *
 * @param database the identity of the database
 * @param journal the executed steps
 * @param steps the steps to execute
 * @param schema the current state of the objects that the steps touch
 */
@API(status = API.Status.EXPERIMENTAL)
public record Approval(String database, String journal, String steps, String schema) {
  /** The parts of an approval. */
  public enum Input {
    DATABASE,
    JOURNAL,
    STEPS,
    SCHEMA
  }

  private static final int DIGITS = 12;
  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{12})-([0-9a-f]{12})-([0-9a-f]{12})-([0-9a-f]{12})");

  /**
   * Parses the text of {@link #toString()}.
   *
   * @throws MigrationException if it is none
   */
  public static Approval parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new MigrationException(
          "migrate.approve is '" + text + "'.",
          "Give the digest that mvn migrate:plan prints: four groups of 12 digits,"
              + " such as 3f9c1a7be204-a81d02c55e10-0b6d5c2f91aa-77e4c1d09b35");
    }
    return new Approval(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4));
  }

  /**
   * The digest of this work in this state.
   *
   * @param rows the rows of the journal that add up to the state
   */
  @API(status = API.Status.INTERNAL)
  public static Approval of(
      DatabaseIdentity identity, List<JournalEntry> rows, Worklist work, TouchedObjects touched) {
    return new Approval(
        identity.fingerprint().substring(0, DIGITS),
        journal(rows).substring(0, DIGITS),
        steps(work).substring(0, DIGITS),
        touched.fingerprint().substring(0, DIGITS));
  }

  /** The sum of the rows, and how far they go: an approval is not for a state that came back. */
  private static String journal(List<JournalEntry> rows) {
    Fingerprint fingerprint = new Fingerprint();
    // Of a batch's ranges the journal shows only the newest: a later run hides that of before.
    fingerprint.add(
        rows.stream()
            .filter(row -> row.outcome() != JournalEntry.Outcome.RANGE)
            .reduce((before, row) -> row)
            .map(row -> "" + row.position())
            .orElse(""));
    List<AppliedRevision> revisions = new ArrayList<>(AppliedState.of(rows).revisions());
    revisions.sort(Comparator.comparing(AppliedRevision::id));
    for (AppliedRevision revision : revisions) {
      fingerprint
          .add(revision.id())
          .add(revision.phase().name())
          .add(revision.applied() + " of " + revision.steps())
          .add("" + revision.downLeft())
          .add(revision.unknown() == null ? "known" : "unknown")
          .add(new TreeMap<>(revision.checksums()).toString());
    }
    return fingerprint.hex();
  }

  private static String steps(Worklist work) {
    Fingerprint fingerprint = new Fingerprint().add(work.stamp() ? "record" : "execute");
    for (Task task : work.tasks()) {
      Revision revision = task.revision();
      fingerprint.add(task.direction().name()).add(revision.id()).add("" + task.steps().size());
      task.steps().forEach(step -> fingerprint.add(Checksum.of(step, revision.phase())));
    }
    return fingerprint.hex();
  }

  /** In what the other one differs from this. */
  Set<Input> changedIn(Approval other) {
    Set<Input> changed = EnumSet.noneOf(Input.class);
    if (!database.equals(other.database)) {
      changed.add(Input.DATABASE);
    }
    if (!journal.equals(other.journal)) {
      changed.add(Input.JOURNAL);
    }
    if (!steps.equals(other.steps)) {
      changed.add(Input.STEPS);
    }
    if (!schema.equals(other.schema)) {
      changed.add(Input.SCHEMA);
    }
    return changed;
  }

  /** As a user types it: {@code -Dmigrate.approve=}. */
  @Override
  public String toString() {
    return String.join("-", database, journal, steps, schema);
  }
}

package dev.pgmigrate.intent;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.Rename;
import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.diff.SchemaComparator;
import dev.pgmigrate.schema.AspectKey;
import dev.pgmigrate.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the difference between the entities and the database means.
 *
 * @param renames the answered renames; they come before all other changes
 * @param moves the answered moves of columns to other tables
 * @param current the database after {@code renames}
 * @param target what the database shall be: as stated, and with what is kept
 * @param notices sorted by key
 * @param questions unanswered: while there is one, nothing may be written
 * @param stated what the entities state, under the keys of both sides; for {@link ModelLock#next}
 * @param base the lock this was resolved with
 * @param unmatched patterns of the filters that name nothing
 */
public record Resolution(
    List<Rename> renames,
    List<Move> moves,
    Schema current,
    Schema target,
    List<Notice> notices,
    List<Question> questions,
    Set<AspectKey> stated,
    ModelLock base,
    List<String> unmatched) {
  public Resolution {
    renames = List.copyOf(renames);
    moves = List.copyOf(moves);
    notices = List.copyOf(notices);
    questions = List.copyOf(questions);
    unmatched = List.copyOf(unmatched);
  }

  /** The same with another target. */
  public Resolution withTarget(Schema other) {
    return new Resolution(
        renames, moves, current, other, notices, questions, stated, base, unmatched);
  }

  /** The same with fewer questions. */
  public Resolution withQuestions(List<Question> open) {
    return new Resolution(renames, moves, current, target, notices, open, stated, base, unmatched);
  }

  /** The changes that lead from the database to the target, renames first. */
  public List<Change> changes(Equivalence equivalence) {
    List<Change> all = new ArrayList<>(renames);
    all.addAll(SchemaComparator.compare(current, target, equivalence));
    return List.copyOf(all);
  }
}

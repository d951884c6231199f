package dev.pgmigrate.intent;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.Rename;
import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.diff.Renaming;
import dev.pgmigrate.diff.SchemaComparator;
import dev.pgmigrate.diff.Sides;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An exact comparison in which a person names what has another name, in the plain form: what the
 * other side lacks and nobody names is dropped.
 *
 * @param changes the renames, then all other differences
 * @param from the schema before, the renames already done
 * @param option what names the renames that drops look like, too; empty where none does
 */
public record NamedRenames(List<Change> changes, Schema from, String option) {
  private static final String OPTION = "-Dmigrate.rename=";

  public NamedRenames {
    changes = List.copyOf(changes);
  }

  /**
   * Compares two schemas.
   *
   * @param renames as {@link Answers#parse} reads them; only the renames count
   * @param sides what messages call the two
   * @throws UnfitAnswerException when one of the renames does not fit the schemas
   */
  public static NamedRenames compare(
      Answers renames, Schema from, Schema to, Sides sides, Equivalence equivalence) {
    ResolvedAnswers answered = ResolvedAnswers.of(renames, to, from, sides);
    if (!answered.moves().isEmpty()) {
      Move move = answered.moves().get(0);
      throw new UnfitAnswerException(
          OPTION + Answers.show(move.from()) + ":" + Answers.show(move.to()),
          "only a revision moves the values of a column to another table",
          "Leave it out here, or use mvn migrate:revision");
    }
    Schema renamed = Renaming.of(from, answered.renames());
    List<Change> changes = new ArrayList<>(answered.renames());
    changes.addAll(SchemaComparator.compare(renamed, to, equivalence));
    return new NamedRenames(changes, renamed, option(renames, renamed, to));
  }

  /** Replaces the option that was given, so it has those renames, too. */
  private static String option(Answers named, Schema renamed, Schema to) {
    List<String> pairs = new ArrayList<>();
    named.renames().forEach(rename -> pairs.add(rename.pair()));
    int given = pairs.size();
    Schema guessed = renamed;
    // What a table or type looks like may show only when another one has its new name.
    List<Rename> found = found(guessed, to);
    while (!found.isEmpty()) {
      found.forEach(r -> pairs.add(Question.pair(r.from(), r.to())));
      guessed = Renaming.of(guessed, found);
      found = found(guessed, to);
    }
    return pairs.size() == given ? "" : OPTION + String.join(",", pairs);
  }

  /** Each new name is given once. */
  private static List<Rename> found(Schema from, Schema to) {
    List<Rename> renames = new ArrayList<>();
    Set<ObjectId> taken = new HashSet<>();
    for (Question question : Candidates.renames(from, to)) {
      question.answers().stream()
          .flatMap(answer -> answer.to().stream())
          .filter(taken::add)
          .findFirst()
          .ifPresent(name -> renames.add(new Rename(question.from(), name)));
    }
    return renames;
  }
}

package dev.pgmigrate.intent;

import dev.pgmigrate.schema.ObjectId;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * A thing goes and another of the same shape comes: was it renamed, did it move to another table?
 * Only a person knows.
 *
 * @param dropped the objects that would be dropped: one, or the columns that may have moved
 * @param answers what may have become of them
 * @param drops what is named where the answer is "dropped"
 */
@API(status = API.Status.EXPERIMENTAL)
public record Question(List<ObjectId> dropped, List<Answer> answers, List<ObjectId> drops) {
  /**
   * One thing that may have happened.
   *
   * @param moves each object with the one that takes its place
   */
  public record Answer(List<Move> moves) {
    public Answer {
      moves = List.copyOf(moves);
    }

    /** The objects that take the place of others. */
    public List<ObjectId> to() {
      return moves.stream().map(Move::to).toList();
    }

    private String option() {
      return moves.stream()
          .map(m -> pair(m.from(), m.to()))
          .collect(Collectors.joining(",", "-Dmigrate.rename=", ""));
    }
  }

  public Question {
    dropped = List.copyOf(dropped);
    answers = List.copyOf(answers);
    drops = List.copyOf(drops);
  }

  /** Whether an object has got one of these names. */
  static Question renamed(ObjectId from, List<ObjectId> candidates) {
    return new Question(
        List.of(from),
        candidates.stream().map(to -> new Answer(List.of(new Move(from, to)))).toList(),
        List.of(from));
  }

  /**
   * Whether columns are in other tables now.
   *
   * @param wholly the tables that are dropped with all their columns
   */
  static Question moved(List<Move> moves, Collection<ObjectId> wholly) {
    return new Question(
        moves.stream().map(Move::from).distinct().toList(),
        List.of(new Answer(moves)),
        moves.stream()
            .map(m -> wholly.contains(m.source()) ? m.source() : m.from())
            .distinct()
            .toList());
  }

  /** An answer as a person writes it: {@code account.phone:phone_number}. */
  static String pair(ObjectId from, ObjectId to) {
    return Answers.show(from) + ":" + Answers.showTarget(from, to);
  }

  /** The first of the objects that would be dropped. */
  public ObjectId from() {
    return dropped.get(0);
  }

  /** Whether the objects would be in another table. */
  public boolean isMove() {
    return answers.get(0).moves().stream()
        .anyMatch(
            m ->
                m.from().kind() == dev.pgmigrate.schema.ObjectKind.COLUMN
                    && !m.source().equals(m.target()));
  }

  /** The options that say "renamed to" or "moved to", one for each candidate. */
  public List<String> renameOptions() {
    return answers.stream().map(Answer::option).toList();
  }

  /** The option that says "no: drop it". */
  public String dropOption() {
    return drops.stream()
        .map(Answers::show)
        .collect(Collectors.joining(",", "-Dmigrate.drop=", ""));
  }
}

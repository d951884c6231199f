package dev.pgmigrate.diff;

import dev.pgmigrate.schema.ObjectId;
import java.util.List;

/**
 * A thing goes and another of the same shape comes: was it renamed? Only a person knows.
 *
 * @param from the object that would be dropped
 * @param candidates the objects that would be added and look the same, sorted
 */
public record Question(ObjectId from, List<ObjectId> candidates) {
  public Question {
    candidates = List.copyOf(candidates);
  }

  /** The options that say "renamed to", one for each candidate. */
  public List<String> renameOptions() {
    return candidates.stream()
        .map(to -> "-Dmigrate.rename=" + Answers.show(from) + ":" + Answers.showTarget(from, to))
        .toList();
  }

  /** The option that says "no: drop it". */
  public String dropOption() {
    return "-Dmigrate.drop=" + Answers.show(from);
  }
}

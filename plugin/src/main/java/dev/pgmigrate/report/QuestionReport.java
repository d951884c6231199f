package dev.pgmigrate.report;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.intent.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What only a person knows: whether an object was renamed, moved or dropped. */
public final class QuestionReport {

  private QuestionReport() {}

  /** A question, for a terminal. */
  public static List<String> question(Question question) {
    List<String> lines = new ArrayList<>();
    boolean several = question.dropped().size() > 1;
    lines.add(
        Phrases.names(question.dropped())
            + " would be dropped. "
            + (question.isMove()
                ? several ? "Did they move to another table?" : "Did it move to another table?"
                : "Was it renamed?"));
    for (int i = 0; i < question.answers().size(); i++) {
      lines.add("  " + (i + 1) + ") to " + Phrases.names(question.answers().get(i).to()));
    }
    lines.add("  d) no: drop " + (several ? "them" : "it"));
    return lines;
  }

  /** What to do where nobody can be asked. */
  public static MigrationException unanswered(List<Question> questions) {
    String all =
        questions.stream()
            .map(
                question ->
                    Phrases.names(question.dropped())
                        + (question.dropped().size() > 1 ? " were " : " was ")
                        + (question.isMove() ? "moved" : "renamed")
                        + " or dropped; answer with one of:\n    "
                        + String.join("\n    ", question.renameOptions())
                        + "\n    "
                        + question.dropOption())
            .collect(Collectors.joining("\n"));
    return new MigrationException("Nothing was written. " + all + together(questions));
  }

  /** Several answers are one option. */
  private static String together(List<Question> questions) {
    if (questions.size() < 2) {
      return "";
    }
    return "\nSeveral answers are one option, separated by commas; if all were renamed:\n    "
        + joined(questions.stream().map(question -> question.renameOptions().get(0)).toList())
        + "\n  if all are dropped:\n    "
        + joined(questions.stream().map(Question::dropOption).toList());
  }

  private static String joined(List<String> options) {
    String first = options.get(0);
    String name = first.substring(0, first.indexOf('=') + 1);
    return options.stream()
        .map(option -> option.substring(name.length()))
        .collect(Collectors.joining(",", name, ""));
  }
}

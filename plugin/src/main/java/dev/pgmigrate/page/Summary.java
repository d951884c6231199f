package dev.pgmigrate.page;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.verify.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * The verdict in one line. What could not be checked is part of it: nobody takes that for fine.
 *
 * @param style class of the style sheet: of the worst that was found, {@code unchecked} where only
 *     checks are missing, {@code fine} where none is
 * @param verdict the answer
 * @param scope how much was judged
 */
record Summary(String style, String verdict, String scope) {
  /**
   * The answer.
   *
   * @param failOn the severity from which on the build fails
   */
  static Summary of(Verdict verdict, Severity failOn) {
    List<String> counts = new ArrayList<>();
    String style = verdict.notChecked().isEmpty() ? "fine" : "unchecked";
    for (Severity severity : Severity.values()) {
      long count = verdict.count(severity);
      if (count > 0) {
        style = FindingView.word(severity);
        counts.add(0, count(count, FindingView.word(severity)));
      }
    }
    String answer =
        verdict.failsOn(failOn)
            ? "Not ready to merge: "
            : counts.isEmpty() ? "Nothing found" : "Nothing that fails the build: ";
    int unchecked = verdict.notChecked().size();
    return new Summary(
        style,
        answer
            + String.join(", ", counts)
            + (unchecked == 0 ? "" : ", " + unchecked + " not checked"),
        scope(verdict));
  }

  private static String scope(Verdict verdict) {
    long allowed = verdict.findings().stream().filter(f -> f.allowed() != null).count();
    List<String> parts = new ArrayList<>();
    int judged = verdict.revisions().size();
    parts.add(
        verdict.history().isEmpty()
            ? count(judged, "script") + " judged"
            : (judged == 0 ? "no new revision" : count(judged, "new revision"))
                + " of "
                + verdict.total());
    if (allowed > 0) {
      parts.add(count(allowed, "finding") + " allowed");
    }
    return String.join(", ", parts);
  }

  private static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}

package dev.pgmigrate.page;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.verify.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * The verdict in one line.
 *
 * @param style class of the style sheet: of the worst that was found
 * @param verdict the answer
 * @param scope how much was judged
 */
record Summary(String style, String verdict, String scope) {
  static Summary of(Verdict verdict) {
    List<String> counts = new ArrayList<>();
    String worst = "fine";
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE)) {
      long count = verdict.count(severity);
      if (count > 0) {
        worst = counts.isEmpty() ? FindingView.word(severity) : worst;
        counts.add(count(count, FindingView.word(severity)));
      }
    }
    String all = String.join(", ", counts);
    String answer =
        switch (worst) {
          case "error" -> "Not ready to merge: " + all;
          case "fine" -> "Nothing found";
          default -> "No errors: " + all;
        };
    return new Summary(worst, answer, scope(verdict));
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
    if (!verdict.notChecked().isEmpty()) {
      parts.add(count(verdict.notChecked().size(), "thing") + " not checked");
    }
    return String.join(", ", parts);
  }

  private static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}

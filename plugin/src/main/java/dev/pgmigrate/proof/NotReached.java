package dev.pgmigrate.proof;

import dev.pgmigrate.verify.VerdictBuilder;
import java.util.List;

/** What nobody can say anything about, because PostgreSQL has refused something before it. */
public final class NotReached {
  private NotReached() {}

  /**
   * Tells the verdict.
   *
   * @param rules what would have been checked
   * @param later the revisions or files that follow the refused one; none: there is nothing to tell
   */
  public static void files(List<String> rules, List<String> later, VerdictBuilder verdict) {
    if (later.isEmpty()) {
      return;
    }
    String why =
        "What follows the refused statement was not executed: " + String.join(", ", later) + ".";
    rules.forEach(rule -> verdict.notChecked(rule, why));
  }

  /** The same of checks that need the whole history. */
  public static void checks(List<String> rules, VerdictBuilder verdict) {
    rules.forEach(rule -> verdict.notChecked(rule, "The history must first replay to its end."));
  }
}

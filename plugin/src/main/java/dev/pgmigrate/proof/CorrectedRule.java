package dev.pgmigrate.proof;

import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.rules.Rules;

/** A rule that judges by words, where something was observed that knows better. */
abstract class CorrectedRule implements Rule {
  /** The rule that is corrected. */
  final Rule words;

  CorrectedRule(String id) {
    this.words =
        Rules.all().stream().filter(rule -> rule.id().equals(id)).findFirst().orElseThrow();
  }

  @Override
  public final String id() {
    return words.id();
  }

  @Override
  public final Severity severity() {
    return words.severity();
  }

  @Override
  public final String mend() {
    return words.mend();
  }
}

package dev.pgmigrate.lint;

import dev.pgmigrate.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a rule found.
 *
 * @param rule the id of the rule, kebab-case, stable
 * @param statement what it is about
 * @param message one sentence: what happens, with the names
 * @param mend what to write instead
 * @param allowed why the file allows it; null when it does not
 */
public record Finding(
    String rule,
    Severity severity,
    Statement statement,
    String message,
    String mend,
    @Nullable String allowed) {
  /** The same finding, allowed. */
  public Finding allowed(String why) {
    return new Finding(rule, severity, statement, message, mend, why);
  }
}

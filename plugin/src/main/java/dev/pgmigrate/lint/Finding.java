package dev.pgmigrate.lint;

import java.nio.file.Path;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is not as it should be.
 *
 * @param rule the id of the rule or check that found it, kebab-case, stable
 * @param file where, absolute; null when it is in no file, or not known yet
 * @param line of the file, from 1; 0 for the whole of it
 * @param message one sentence: what happens, with the names
 * @param mend what to do instead, or how to get rid of it
 * @param allowed why the file allows it; null when it does not
 */
@API(status = API.Status.EXPERIMENTAL)
public record Finding(
    String rule,
    Severity severity,
    @Nullable Path file,
    int line,
    String message,
    String mend,
    @Nullable String allowed) {
  /** What has to be mended before a merge, and that no file can allow. */
  public static Finding error(
      String rule, @Nullable Path file, int line, String message, String mend) {
    return new Finding(rule, Severity.ERROR, file, line, message, mend, null);
  }

  /** The same finding, allowed. */
  public Finding allowed(String why) {
    return new Finding(rule, severity, file, line, message, mend, why);
  }

  /** The same finding in this file. */
  public Finding in(Path place) {
    return new Finding(rule, severity, place, line, message, mend, allowed);
  }

  /** The same finding with another weight. */
  public Finding weighing(Severity other) {
    return new Finding(rule, other, file, line, message, mend, allowed);
  }
}

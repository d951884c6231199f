package dev.pgmigrate.report;

import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.schema.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What all reports say in the same words: numbers, lists, names, times. */
final class Phrases {
  private static final int FIRST_OF_MANY = 3;

  private Phrases() {}

  /** {@code 3 revisions}. */
  static String count(long n, String thing) {
    return count(n, thing, thing + "s");
  }

  /** The same where the plural has another ending: {@code 2 indexes}. */
  static String count(long n, String one, String many) {
    return n + " " + (n == 1 ? one : many);
  }

  /** All of a few, the first of many: {@code a, b, c and 9 more}. */
  static String some(List<String> names) {
    return names.size() <= FIRST_OF_MANY + 1
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, FIRST_OF_MANY))
            + " and "
            + (names.size() - FIRST_OF_MANY)
            + " more";
  }

  /** A revision by its id and its message. */
  static String named(Revision revision) {
    return revision.id() + " " + revision.message();
  }

  /** The same of one that a database has. */
  static String named(AppliedRevision revision) {
    return revision.id() + " " + revision.message();
  }

  /** All of them. */
  static String names(List<ObjectId> ids) {
    return ids.stream().map(ObjectId::toString).collect(Collectors.joining(", "));
  }

  /** How long something took: milliseconds, or seconds with a tenth. */
  static String shown(Duration duration) {
    return duration.toMillis() < 1000
        ? duration.toMillis() + " ms"
        : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  /** A time to the second, in UTC. */
  static String shown(@Nullable Instant instant) {
    return instant == null ? "?" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /**
   * How long something takes already: whole seconds, with minutes and hours where there are any.
   */
  static String elapsed(Duration duration) {
    long hours = duration.toHours();
    String seconds = duration.toSecondsPart() + " s";
    return hours > 0
        ? hours + " h " + duration.toMinutesPart() + " min"
        : duration.toMinutes() > 0 ? duration.toMinutes() + " min " + seconds : seconds;
  }
}

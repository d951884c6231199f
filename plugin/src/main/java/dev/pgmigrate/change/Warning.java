package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Something that a person should know before applying a change.
 *
 * @param id stable, kebab-case, one row of the page "What is detected, and what is not"
 * @param message one sentence: what can go wrong
 * @param details further lines, such as the objects that it is about
 * @param offenders the rows in the way, where it is about rows
 */
@API(status = API.Status.EXPERIMENTAL)
public record Warning(
    String id, ObjectId object, String message, List<String> details, List<Offenders> offenders) {
  public Warning {
    details = List.copyOf(details);
    offenders = List.copyOf(offenders);
  }

  /** One that no query has more to say about. */
  public Warning(String id, ObjectId object, String message, List<String> details) {
    this(id, object, message, details, List.of());
  }

  /** The lines of the comment in a revision. */
  public List<String> comment() {
    return Stream.concat(
            Stream.of("warning " + id + ": " + message), lines().stream().map(line -> "  " + line))
        .toList();
  }

  /** What stands below the message: the details, then the queries that find the offenders. */
  public List<String> lines() {
    return Stream.concat(details.stream(), offenders.stream().map(rows -> rows.query() + ";"))
        .toList();
  }
}

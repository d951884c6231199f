package dev.pgmigrate.run;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Checksum;
import dev.pgmigrate.revision.Revision;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The query of a {@code -- migrate:done-when} line. It is a person's text: it goes to the server as
 * it stands, in a statement without parameters, so that {@code ?} and braces are PostgreSQL's own.
 */
public final class DoneWhen {
  private DoneWhen() {}

  /** The query as an expression; it may end in a comment, or in a semicolon. */
  static String expression(String query) {
    return "(" + query.strip().replaceFirst("(\\s*;)+$", "") + "\n)";
  }

  /**
   * Asks it once, to see that it can be asked.
   *
   * @throws SQLException when it does not return one boolean
   */
  public static void probe(Connection connection, String query) throws SQLException {
    Sql.execute(connection, "SELECT CASE WHEN " + expression(query) + " THEN 1 END");
  }

  /**
   * Whether a checksum is that of the step but for its done-when. That may be repaired, for it
   * changes nothing: it only tells.
   *
   * @param before the step as it was journalled; null when that is not known
   */
  static boolean isAllThatChanged(
      Step step, Revision.Phase phase, @Nullable String checksum, @Nullable Step before) {
    String earlier = before == null ? null : before.doneWhen();
    return step.kind() == Step.Kind.NO_TRANSACTION
        && Stream.of(with(step, null), with(step, earlier))
            .anyMatch(each -> Objects.equals(Checksum.of(each, phase), checksum));
  }

  private static Step with(Step step, @Nullable String query) {
    return new Step(step.kind(), step.statements(), step.options(), query, step.line());
  }
}

package dev.pgmigrate.plan;

import dev.pgmigrate.change.Warning;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one revision, both ways, each list in the order of execution: the last down step
 * undoes the first up step.
 *
 * @param irreversible why down cannot bring everything back, or null
 * @param warnings all of them, also those that stand above statements
 */
public record Plan(
    List<Step> up, List<Step> down, @Nullable String irreversible, List<Warning> warnings) {
  /** Nothing to do. */
  public static final Plan NONE = new Plan(List.of(), List.of(), null, List.of());

  public Plan {
    up = List.copyOf(up);
    down = irreversible == null ? List.copyOf(down) : List.of();
    warnings = List.copyOf(warnings);
  }

  /** The plan that does this one and then the next. */
  public Plan then(Plan next) {
    return new Plan(
        joined(up, next.up),
        joined(next.down, down),
        irreversible == null ? next.irreversible : irreversible,
        joined(warnings, next.warnings));
  }

  /** The same without a way back. */
  Plan oneWay(String why) {
    return new Plan(up, down, why, warnings);
  }

  /** The same, with a remark above the first statement on the way up. */
  public Plan remarked(String remark) {
    List<Step> steps = new ArrayList<>(up);
    Step first = steps.get(0);
    List<Statement> statements = new ArrayList<>(first.statements());
    statements.set(0, statements.get(0).withComments(List.of(remark)));
    steps.set(
        0, new Step(first.kind(), statements, first.options(), first.doneWhen(), first.line()));
    return new Plan(steps, down, irreversible, warnings);
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}

package dev.pgmigrate.plan;

import dev.pgmigrate.change.Warning;
import java.util.List;
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
  public Plan {
    up = List.copyOf(up);
    down = List.copyOf(down);
    warnings = List.copyOf(warnings);
  }
}

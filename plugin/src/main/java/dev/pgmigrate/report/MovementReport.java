package dev.pgmigrate.report;

import dev.pgmigrate.journal.Task;
import dev.pgmigrate.run.Blocker;
import dev.pgmigrate.run.StepProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How far a step that takes a while has come, in one line. */
public final class MovementReport {
  private MovementReport() {}

  /** Step, phase, percent, rate, what remains; whom it waits for. */
  public static String line(Task task, int step, StepProgress movement) {
    List<String> parts = new ArrayList<>();
    parts.add(movement.phase());
    movement.part().ifPresent(part -> parts.add(Math.round(100 * part) + " %"));
    if (movement.rate() >= 1) {
      parts.add(String.format(Locale.ROOT, "%,.0f %s/s", movement.rate(), movement.unit()));
    }
    parts.add(shown(movement.elapsed()));
    movement.remaining().ifPresent(rest -> parts.add("about " + shown(rest) + " left"));
    List<Blocker> blockers = movement.waitingFor();
    if (!blockers.isEmpty()) {
      String others = blockers.size() == 1 ? "" : " and " + (blockers.size() - 1) + " more";
      parts.add("waits for " + blockers.get(0).describe() + others);
    }
    return "    step %d of %d: %s".formatted(step, task.steps().size(), String.join(", ", parts));
  }

  /** Whole seconds, with minutes and hours where there are any. */
  static String shown(Duration duration) {
    long hours = duration.toHours();
    String seconds = duration.toSecondsPart() + " s";
    return hours > 0
        ? hours + " h " + duration.toMinutesPart() + " min"
        : duration.toMinutes() > 0 ? duration.toMinutes() + " min " + seconds : seconds;
  }
}

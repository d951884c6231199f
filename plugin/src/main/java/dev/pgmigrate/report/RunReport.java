package dev.pgmigrate.report;

import dev.pgmigrate.command.DowngradeCommand;
import dev.pgmigrate.command.ScriptCommand;
import dev.pgmigrate.command.StampCommand;
import dev.pgmigrate.command.UpgradeCommand;
import dev.pgmigrate.journal.Direction;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.Blocker;
import dev.pgmigrate.run.StepProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a run does while it does it, and what it did: upgrade, downgrade, stamp, and as a script.
 */
public final class RunReport {

  private RunReport() {}

  /** What {@code upgrade} did. */
  public static List<Line> upgrade(UpgradeCommand.Result result) {
    List<Line> lines = new ArrayList<>();
    if (result.applied().isEmpty() && result.held().isEmpty()) {
      lines.add(Line.info("Nothing to apply: the database is up to date."));
    } else if (!result.applied().isEmpty()) {
      lines.add(Line.info("Applied " + Phrases.count(result.applied().size(), "revision") + "."));
    }
    lines.addAll(held(result.held()));
    return lines;
  }

  private static List<Line> held(List<Revision> held) {
    return held.stream()
        .map(
            revision ->
                Line.warn(
                    "Contract revision "
                        + Phrases.named(revision)
                        + " is held. When the previous release no longer runs: mvn migrate:upgrade"
                        + " -Dmigrate.phase=contract"))
        .toList();
  }

  /** What {@code downgrade} did. */
  public static List<Line> downgrade(DowngradeCommand.Result result) {
    return List.of(
        Line.info(
            result.undone().isEmpty()
                ? "Nothing to take back."
                : "Took back " + Phrases.count(result.undone().size(), "revision") + "."));
  }

  /** What {@code stamp} recorded. */
  public static List<Line> stamp(StampCommand.Result result) {
    List<Line> lines = new ArrayList<>();
    result
        .unstamped()
        .forEach(revision -> lines.add(Line.info("  not applied: " + Phrases.named(revision))));
    result
        .stamped()
        .forEach(revision -> lines.add(Line.info("  applied: " + Phrases.named(revision))));
    int recorded = result.stamped().size() + result.unstamped().size();
    lines.add(
        Line.info(
            recorded == 0
                ? "Nothing to record."
                : "Recorded " + Phrases.count(recorded, "revision") + "; nothing was executed."));
    return lines;
  }

  /** What a script does that was asked for. */
  public static List<Line> script(ScriptCommand.Result result) {
    List<Line> lines = new ArrayList<>();
    if (result.database() != null) {
      lines.add(Line.info("Database: " + result.database()));
    }
    result.revisions().forEach(revision -> lines.add(Line.info("  " + Phrases.named(revision))));
    if (result.revisions().isEmpty()) {
      lines.add(Line.info("Nothing to do: the script is empty."));
    }
    lines.addAll(held(result.held()));
    return lines;
  }

  /** A step that is done. */
  public static String step(Task task, int step, Duration took) {
    return "    step " + step + " of " + task.steps().size() + " (" + Phrases.shown(took) + ")";
  }

  /** A revision that is done. */
  public static String finished(Task task, Duration took) {
    String done = task.direction() == Direction.UP ? "  applied " : "  took back ";
    return done + Phrases.named(task.revision()) + " (" + Phrases.shown(took) + ")";
  }

  /** A step that is tried again. */
  public static String retrying(
      Task task, int step, String why, List<Blocker> blockers, Duration pause) {
    String waitedFor =
        blockers.stream()
            .map(blocker -> "\n      waited for " + blocker.describe())
            .collect(Collectors.joining());
    return "    step "
        + step
        + " of "
        + Phrases.named(task.revision())
        + " is tried again in "
        + Phrases.shown(pause)
        + ": "
        + why
        + waitedFor;
  }

  /**
   * How far a step that takes a while has come: step, phase, percent, rate, what remains; whom it
   * waits for.
   */
  public static String moved(Task task, int step, StepProgress movement) {
    List<String> parts = new ArrayList<>();
    parts.add(movement.phase());
    movement.part().ifPresent(part -> parts.add(Math.round(100 * part) + " %"));
    if (movement.rate() >= 1) {
      parts.add(String.format(Locale.ROOT, "%,.0f %s/s", movement.rate(), movement.unit()));
    }
    parts.add(Phrases.elapsed(movement.elapsed()));
    movement.remaining().ifPresent(rest -> parts.add("about " + Phrases.elapsed(rest) + " left"));
    List<Blocker> blockers = movement.waitingFor();
    if (!blockers.isEmpty()) {
      String others = blockers.size() == 1 ? "" : " and " + (blockers.size() - 1) + " more";
      parts.add("waits for " + blockers.get(0).describe() + others);
    }
    return "    step %d of %d: %s".formatted(step, task.steps().size(), String.join(", ", parts));
  }
}
